package io.healthmon.provider.stripe;

import io.healthmon.provider.service.Expected;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class StripeErrorsTest {

    private static final String KEY = "rk_test_51abcdefghijklmnop";

    static Stream<Expected> rows() throws IOException {
        return Expected.table(StripeErrorsTest.class);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anErrorIsSaidInWordsThatHelp(Expected row) throws Exception {
        row.check(new StripeChecks(), Map.of("apiKey", KEY, "account", "acct_1"), KEY);
    }
}
