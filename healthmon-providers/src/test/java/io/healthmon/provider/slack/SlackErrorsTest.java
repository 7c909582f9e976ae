package io.healthmon.provider.slack;

import io.healthmon.provider.service.Expected;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class SlackErrorsTest {

    private static final String KEY = "xoxb-1111-abcdefghijklmnop";

    static Stream<Expected> rows() throws IOException {
        return Expected.table(SlackErrorsTest.class);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anErrorIsSaidInWordsThatHelp(Expected row) throws Exception {
        row.check(new SlackChecks(), Map.of("token", KEY), KEY);
    }
}
