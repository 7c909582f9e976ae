package io.healthmon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.alert.AlertSamples;
import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertMessageTest {

    private static final Problem PROBLEM =
            new Problem(Cause.TIMEOUT, "No answer within 5 s.", "Call the host.", "https://wiki.example.com/shop");

    private static final Instant SENT = Instant.parse("2026-03-15T12:00:01Z");

    @Test
    void anOutageIsToldWithEverythingThatHelps() {
        AlertMessage message = new AlertMessage(AlertSamples.down(PROBLEM), 1, SENT, "https://shop.example.com/health");

        assertThat(message.text()).isEqualTo("""
                        DOWN: Shop (critical)

                        Status: down
                        Down since: 2026-03-15T10:30:00Z
                        Consecutive failures: 3
                        Error: No answer within 5 s.
                        Cause: timeout
                        What to do: Call the host.
                        Documentation: https://wiki.example.com/shop
                        Response time: 1234 ms
                        Details: https://shop.example.com/health
                        """);
    }

    @Test
    void aRecoveryTellsHowLongItTook() {
        AlertMessage message = new AlertMessage(AlertSamples.recovered(PROBLEM), 1, SENT, null);

        assertThat(message.text()).isEqualTo("""
                        RECOVERED: Shop (high)

                        Status: healthy
                        Down since: 2026-03-15T10:30:00Z
                        Recovered: 2026-03-15T12:00:00Z
                        Duration: 1h 30m
                        Last error: No answer within 5 s.
                        Cause: timeout
                        Documentation: https://wiki.example.com/shop
                        """);
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        AlertMessage message = new AlertMessage(AlertSamples.recovered(null), 1, SENT, null);

        assertThat(message.facts())
                .extracting(AlertMessage.Fact::name)
                .isEqualTo(List.of("Status", "Down since", "Recovered", "Duration"));
    }
}
