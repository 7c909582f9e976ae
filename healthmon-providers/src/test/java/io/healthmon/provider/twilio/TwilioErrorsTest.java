package io.healthmon.provider.twilio;

import io.healthmon.provider.service.Expected;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class TwilioErrorsTest {

    private static final String ACCOUNT = "AC00112233445566778899aabbccddeeff";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    static Stream<Expected> rows() throws IOException {
        return Expected.table(TwilioErrorsTest.class);
    }

    static Stream<Expected> keyRows() throws IOException {
        return Expected.table(TwilioErrorsTest.class, "key-errors.txt");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anErrorIsSaidInWordsThatHelp(Expected row) throws Exception {
        row.check(new TwilioChecks(), Map.of("accountSid", ACCOUNT, "authToken", TOKEN), TOKEN);
    }

    @ParameterizedTest
    @MethodSource("keyRows")
    void anErrorOfAnAccountThatAKeyAsksForIsSaidInWordsThatHelp(Expected row) throws Exception {
        Map<String, String> settings = Map.of(
                "accountSid",
                ACCOUNT,
                "apiKeySid",
                ACCOUNT.replace("AC", "SK"),
                "apiKeySecret",
                TOKEN,
                "resource",
                "Account");
        row.check(new TwilioChecks(), settings, TOKEN);
    }
}
