package io.healthmon.provider.smtp;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertMessage;
import io.healthmon.channel.DeliveryException;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import io.healthmon.settings.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends each alert as a mail, as HTML and as plain text, to the channel's own recipients and those of the alert.
 *
 * <p>Needs Angus Mail ({@code org.eclipse.angus:angus-mail}), which healthmon does not bring along. Each attempt opens a
 * connection, on a daemon thread of its own, and is given up after 8 s. All attempts to send one alert make the same
 * mail with the same {@code Message-ID}.
 *
 * <p>When the server refuses some recipients for good, the others get the mail and a line in the log names the rest; when
 * it puts some off, the next attempts are made for those. A mail that it refuses for good, for all recipients, is not
 * tried again; every other failure is, that of a login or a certificate too, since these can be mended. Nothing is sent
 * over a connection that is less secure than configured. An interrupt ends the attempt. Safe for use by multiple
 * threads.
 *
 * @since 0.1
 */
public final class SmtpChannel implements AlertChannel, SecretHolder {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(8);

    private final MailServer server;
    private final Mailbox mailbox;

    SmtpChannel(MailServer server, Mailbox mailbox) {
        this.server = server;
        this.mailbox = mailbox;
    }

    /**
     * Begins a channel.
     *
     * @param host the mail server's name or address
     * @throws IllegalArgumentException if it is blank
     */
    public static SmtpChannelBuilder builder(String host) {
        return new SmtpChannelBuilder(host);
    }

    @Override
    public List<Secret> secrets() {
        Secret password = server.password();
        return password == null ? List.of() : List.of(password);
    }

    @Override
    public void send(AlertMessage message) throws DeliveryException, InterruptedException {
        Mailing mailing = mailbox.mailing(server, message);
        FutureTask<?> attempt = new FutureTask<>(mailing);
        begin(attempt);
        try {
            attempt.get(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            mailbox.delivered(message);
        } catch (ExecutionException failed) {
            throw failure(Objects.requireNonNullElse(failed.getCause(), failed));
        } catch (TimeoutException tooLong) {
            throw DeliveryException.temporary(
                    "The mail server " + server.place() + " had not taken the mail within "
                            + DurationText.format(TIME_LIMIT) + ".",
                    null);
        } finally {
            // why: without effect on an attempt that has ended; the mail library listens to no interrupt.
            mailing.giveUp();
        }
    }

    private static void begin(Runnable attempt) {
        Thread thread = new Thread(null, attempt, "healthmon-mail", 0, false);
        thread.setDaemon(true);
        // why: the mail library looks for its own parts there.
        thread.setContextClassLoader(SmtpChannel.class.getClassLoader());
        thread.start();
    }

    private DeliveryException failure(Throwable failure) {
        if (failure instanceof DeliveryException told) {
            return told;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        String kind = failure.getClass().getSimpleName();
        return DeliveryException.temporary("Sending by the mail server " + server.place() + " failed: " + kind, null);
    }

    /** Returns what may be shown: the server. */
    @Override
    public String toString() {
        return "mail by " + server.place();
    }
}
