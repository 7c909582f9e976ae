package io.healthmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertMessage;
import io.healthmon.channel.DeliveryException;
import io.healthmon.schedule.Stopwatch;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What an {@link AlertChannel} promises beside, when there is a receiver that may fail. */
public abstract class RemoteChannelContract extends AlertChannelContract {

    private static final Duration GIVEN = Duration.ofSeconds(10);

    /** What a receiver does with what comes. */
    public enum Mood {
        /** It takes it. */
        TAKES,
        /** It refuses it, and may take it later; in doing so it repeats what it knows of the sender. */
        REFUSES,
        /** It never answers. */
        HANGS
    }

    /** Tells the receiver what to do from now on. */
    protected abstract void receiver(Mood mood) throws Exception;

    /** Returns a latch that is open once the receiver has what it does not answer. */
    protected abstract CountDownLatch waits();

    /** Returns what no failure may show. */
    protected abstract List<String> secrets();

    @Test
    void aMessageThatIsRefusedForNowFailsAndMayBeTriedAgain() throws Exception {
        receiver(Mood.REFUSES);
        Throwable failure = catchThrowable(() -> channel().send(AlertMessages.down()));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        DeliveryException.class,
                        refused -> assertThat(refused.permanent()).isFalse());
    }

    @Test
    void aMessageThatWasRefusedArrivesLaterAsTheSame() throws Exception {
        AlertMessage message = AlertMessages.down();
        receiver(Mood.REFUSES);
        assertThat(catchThrowable(() -> channel().send(message))).isNotNull();
        receiver(Mood.TAKES);
        channel().send(AlertMessages.again(message));

        assertThat(arrivals(message)).isEqualTo(1);
    }

    @Test
    void aFailureIsOneLineAndShowsNoSecret() throws Exception {
        receiver(Mood.REFUSES);
        Throwable failure = catchThrowable(() -> channel().send(AlertMessages.down()));

        assertThat(failure.getMessage()).doesNotContain("\n", "\r");
        assertThat(trace(failure)).doesNotContain(secrets());
        assertThat(channel().toString()).doesNotContain(secrets());
    }

    @Test
    void anInterruptEndsTheAttempt() throws Exception {
        receiver(Mood.HANGS);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread sender = sending(AlertMessages.down(), failure);
        assertThat(waits().await(10, TimeUnit.SECONDS)).isTrue();
        Stopwatch sinceInterrupt = Stopwatch.started();
        sender.interrupt();
        sender.join(GIVEN.toMillis());

        assertThat(failure.get()).isNotNull();
        assertThat(sinceInterrupt.elapsed()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void anAttemptThatWasInterruptedSpoilsNoLaterOne() throws Exception {
        receiver(Mood.HANGS);
        Thread sender = sending(AlertMessages.down(), new AtomicReference<>());
        assertThat(waits().await(10, TimeUnit.SECONDS)).isTrue();
        sender.interrupt();
        sender.join(GIVEN.toMillis());
        receiver(Mood.TAKES);
        AlertMessage message = AlertMessages.down();
        channel().send(message);

        assertThat(arrivals(message)).isEqualTo(1);
    }

    @Test
    void aReceiverThatNeverAnswersIsGivenUpBeforeTheInterruptComes() throws Exception {
        receiver(Mood.HANGS);
        Stopwatch sinceStart = Stopwatch.started();
        Throwable failure = catchThrowable(() -> channel().send(AlertMessages.down()));

        assertThat(failure).isInstanceOf(DeliveryException.class);
        assertThat(sinceStart.elapsed()).isLessThan(GIVEN);
    }

    private Thread sending(AlertMessage message, AtomicReference<Throwable> failure) throws Exception {
        AlertChannel channel = channel();
        Thread sender = new Thread(() -> failure.set(catchThrowable(() -> channel.send(message))));
        sender.setDaemon(true);
        sender.start();
        return sender;
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
