package io.healthmon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.testkit.AlertChannelContract;
import io.healthmon.testkit.AlertMessages;
import io.healthmon.testkit.RecordedLogs;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogChannelTest extends AlertChannelContract {

    private final LogChannel channel = LogChannel.create();

    @Override
    protected AlertChannel channel() {
        return channel;
    }

    @Override
    protected int arrivals(AlertMessage message) {
        return RecordedLogs.containing(message.alert().id()).size();
    }

    @Test
    void aCriticalOutageIsAnError() {
        AlertMessage message = AlertMessages.down();
        channel.send(message);

        assertThat(RecordedLogs.containing(message.alert().id()))
                .singleElement()
                .asString()
                .startsWith("ERROR io.healthmon.channel.LogChannel healthmon: DOWN: Stripe (critical); Status: down;")
                .contains("Error: No answer from api.stripe.example:443 within 5s, though connected.");
    }

    @Test
    void aRecoveryIsInformation() {
        AlertMessage message = AlertMessages.recovered();
        channel.send(message);

        assertThat(RecordedLogs.containing(message.alert().id()))
                .singleElement()
                .asString()
                .startsWith("INFO ")
                .contains("RECOVERED: Stripe (critical)", "Duration: 1h 3m");
    }

    @Test
    void anAlertIsOneLineWhateverItSays() {
        String mark = UUID.randomUUID().toString();
        channel.send(AlertMessages.downOf(
                "Stripe", Problem.of(Cause.ASSERTION, mark + "\r\n2026-01-01 ERROR forged\u2028line")));

        assertThat(RecordedLogs.containing(mark)).singleElement().asString().doesNotContain("\n", "\r", "\u2028");
    }
}
