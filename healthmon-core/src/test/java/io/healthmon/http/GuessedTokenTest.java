package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.http.ApiRequest.Connection;
import io.healthmon.http.HandlerFixture.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where nobody is kept out, as at {@code /health}, an answer must not tell right tokens from wrong ones without limit. */
class GuessedTokenTest {

    private static final String HERE = "192.0.2.1";
    private static final int WITHOUT_A_WAIT = 60;

    private final HandlerFixture fixture =
            new HandlerFixture().add("Mail", integration -> integration.visibleToAll(false));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aKnownTokenSeesMoreAtHealthUntilItsAddressHasGuessedTooOften() {
        assertThat(health(HERE, "see").text()).contains("mail");
        guess(WITHOUT_A_WAIT);

        assertThat(health(HERE, "see").text())
                .doesNotContain("mail")
                .isEqualTo(health(HERE, "wrong").text());
        assertThat(health("192.0.2.2", "see").text()).contains("mail");
    }

    @Test
    void healthIsAnsweredHoweverManyTokensAreWrong() {
        guess(10 * WITHOUT_A_WAIT);

        assertThat(health(HERE, "wrong").status()).isEqualTo(200);
        assertThat(health(HERE, null).status()).isEqualTo(200);
    }

    @Test
    void guessesAtHealthCountForTheOtherRoutesToo() {
        guess(WITHOUT_A_WAIT);

        assertThat(get("/api/integrations", HERE, "wrong").status()).isEqualTo(429);
        assertThat(get("/api/integrations", HERE, "see").status()).isEqualTo(200);
    }

    @Test
    void whoShowsNoTokenHasGuessedNothing() {
        for (int number = 0; number < 10 * WITHOUT_A_WAIT; number++) {
            health(HERE, null);
        }

        assertThat(health(HERE, "see").text()).contains("mail");
    }

    @Test
    void aKnownTokenUsesNothingUp() {
        for (int number = 0; number < 10 * WITHOUT_A_WAIT; number++) {
            assertThat(health(HERE, "see").text()).contains("mail");
        }
    }

    @Test
    void afterASecondTheAddressIsBelievedAgain() {
        guess(WITHOUT_A_WAIT);
        fixture.time.freezeScheduler();
        fixture.time.advance(Duration.ofSeconds(1));

        assertThat(health(HERE, "see").text()).contains("mail");
    }

    private void guess(int times) {
        for (int number = 0; number < times; number++) {
            assertThat(health(HERE, "wrong-" + number).text()).doesNotContain("mail");
        }
    }

    private Answer health(String from, String token) {
        return get("/health", from, token);
    }

    private Answer get(String address, String from, String token) {
        Map<String, List<String>> headers = new LinkedHashMap<>(Map.of("Host", List.of("mon")));
        if (token != null) {
            headers.put("Authorization", List.of("Bearer " + token));
        }
        Connection connection = new Connection("HTTP/1.1", from, null);
        return new Answer(fixture.handler().handle(HandlerFixture.request("GET", address, "", headers, connection)));
    }
}
