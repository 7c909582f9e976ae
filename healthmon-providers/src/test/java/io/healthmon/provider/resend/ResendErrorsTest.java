package io.healthmon.provider.resend;

import io.healthmon.provider.service.Expected;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class ResendErrorsTest {

    private static final String KEY = "re_abcdefgh_ijklmnopqrstuv";

    static Stream<Expected> rows() throws IOException {
        return Expected.table(ResendErrorsTest.class);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anErrorIsSaidInWordsThatHelp(Expected row) throws Exception {
        row.check(new ResendChecks(), Map.of("apiKey", KEY), KEY);
    }
}
