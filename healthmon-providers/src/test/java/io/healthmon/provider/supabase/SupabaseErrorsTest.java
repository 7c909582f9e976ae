package io.healthmon.provider.supabase;

import io.healthmon.provider.service.Expected;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class SupabaseErrorsTest {

    private static final String KEY = "sb_secret_abcdefghijklmnop";

    private static final Map<String, String> DATABASE = Map.of("type", "supabase-database", "table", "health");
    private static final Map<String, String> FUNCTION = Map.of("type", "supabase-database", "function", "health");
    private static final Map<String, String> ROOT = Map.of("type", "supabase-database");
    private static final Map<String, String> STORAGE = Map.of("type", "supabase-storage");
    private static final Map<String, String> AUTH = Map.of("type", "supabase-auth");

    static Stream<Arguments> rows() throws IOException {
        return Stream.of(
                        of("common-errors.txt", DATABASE),
                        of("common-errors.txt", FUNCTION),
                        // why: HEAD brings no body to tell others by.
                        of("common-errors.txt", ROOT).filter(SupabaseErrorsTest::byStatus),
                        of("common-errors.txt", STORAGE),
                        of("common-errors.txt", AUTH),
                        of("database-errors.txt", DATABASE),
                        of("database-errors.txt", FUNCTION),
                        of("root-errors.txt", ROOT),
                        of("storage-errors.txt", STORAGE),
                        of("auth-errors.txt", AUTH))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> of(String file, Map<String, String> settings) throws IOException {
        return Expected.table(SupabaseErrorsTest.class, file).map(row -> Arguments.of(row, settings));
    }

    private static boolean byStatus(Arguments row) {
        return ((Expected) row.get()[0]).answer().status() >= 500;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anErrorIsSaidInWordsThatHelp(Expected row, Map<String, String> settings) throws Exception {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("project", "abcdefghijklmnopqrst");
        all.put("apiKey", KEY);
        row.check(new SupabaseChecks(), all, KEY);
    }
}
