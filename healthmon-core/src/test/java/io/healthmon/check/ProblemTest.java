package io.healthmon.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    private static final int MEGABYTE = 1 << 20;

    @Test
    void aShortMessageIsKeptAsItIs() {
        String message = "Nobody answers at db.example.com:5432 – größer als 3 s. 🙂";

        assertThat(Problem.of(Cause.TIMEOUT, message).message()).isSameAs(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x ", "🙂", "\n", "\u0000", "sk_live_", "://a@", "-"})
    void aHugeMessageIsCut(String piece) {
        String message = Problem.of(Cause.SERVER_ERROR, piece.repeat(MEGABYTE)).message();

        assertThat(message.length()).isLessThanOrEqualTo(CheckResult.MAX_TEXT);
        assertThat(message).endsWith("…");
    }

    @Test
    void theCutNeverSplitsACharacter() {
        String message =
                Problem.of(Cause.SERVER_ERROR, "x" + "🙂".repeat(5_000)).message();

        assertThat(message.chars()
                        .filter(unit -> Character.isSurrogate((char) unit))
                        .count())
                .isEven();
    }

    @Test
    void theCutLeavesNoHalfSecret() {
        String key = "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        for (int before = 1_950; before < 2_000; before++) {
            String shrinking = "sk_live_" + "a".repeat(before - 9) + " " + key + key;

            assertThat(Problem.of(Cause.SERVER_ERROR, shrinking).message()).doesNotContain("AAAA");
        }
    }

    @Test
    void controlCharactersAndLineBreaksBecomeOneBlank() {
        assertThat(Problem.of(Cause.SERVER_ERROR, "a\r\n\tb\u0000c\u001b[31md\u0085e\u2028f")
                        .message())
                .isEqualTo("a b c [31md e f");
    }

    @Test
    void everyTextIsRedacted() {
        Problem problem = new Problem(
                Cause.CREDENTIALS_INVALID,
                "GET https://ann:pw@host/ said: Invalid API Key provided: sk_test_abcdefgh",
                "Set password=hunter2",
                "https://host/doc?token=abc");

        assertThat(problem.message()).isEqualTo("GET https://***@host/ said: Invalid API Key provided: ***");
        assertThat(problem.resolution()).isEqualTo("Set password=***");
        assertThat(problem.documentation()).isEqualTo("https://host/doc?token=***");
    }

    @Test
    void aProblemNeedsACause() {
        assertThatNullPointerException().isThrownBy(() -> Problem.of(null, "x")).withMessage("cause");
    }
}
