package io.healthmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertMessage;
import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link AlertChannel} promises, a test for each sentence of its documentation. */
@Timeout(60)
public abstract class AlertChannelContract {

    /** Returns the channel under test, the same one throughout a test; its receiver takes what comes. */
    protected abstract AlertChannel channel() throws Exception;

    /** Returns how often a message has reached the receiver, by what the receiver can see of it. */
    protected abstract int arrivals(AlertMessage message) throws Exception;

    @Test
    void theReceiverHasTheMessageWhenTheCallReturns() throws Exception {
        AlertMessage message = AlertMessages.down();
        channel().send(message);

        assertThat(arrivals(message)).isEqualTo(1);
    }

    @Test
    void aRecoveryIsToldToo() throws Exception {
        AlertMessage message = AlertMessages.recovered();
        channel().send(message);

        assertThat(arrivals(message)).isEqualTo(1);
    }

    @Test
    void anAlertOfWhichLittleIsKnownIsTold() throws Exception {
        AlertMessage message = AlertMessages.bare();
        channel().send(message);

        assertThat(arrivals(message)).isEqualTo(1);
    }

    @Test
    void aNameThatIsNoNameIsTold() throws Exception {
        String name = "Zahlung \"<b>\u00fcber</b>\" \ud83d\udcb3 %s {} \r\nBcc: all@example.com\r\n.\r\nQUIT";
        AlertMessage message =
                AlertMessages.downOf(name, Problem.of(Cause.ASSERTION, "\r\n.\r\n<script>'\u0000\u202e"));
        channel().send(message);

        assertThat(arrivals(message)).isEqualTo(1);
    }

    @Test
    void anotherAttemptBringsTheMessageAgain() throws Exception {
        AlertMessage message = AlertMessages.down();
        channel().send(message);
        channel().send(AlertMessages.again(message));

        assertThat(arrivals(message)).isEqualTo(2);
    }

    @Test
    void severalThreadsMaySendAtOnce() throws Exception {
        AlertChannel channel = channel();
        List<AlertMessage> messages = new ArrayList<>();
        List<Callable<Object>> sendings = new ArrayList<>();
        for (int count = 0; count < 16; count++) {
            AlertMessage message = AlertMessages.down();
            messages.add(message);
            sendings.add(() -> {
                channel.send(message);
                return message;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (Future<Object> sent : threads.invokeAll(sendings)) {
            sent.get(30, TimeUnit.SECONDS);
        }
        threads.shutdown();

        for (AlertMessage message : messages) {
            assertThat(arrivals(message)).isEqualTo(1);
        }
    }
}
