package io.healthmon.channel;

import io.healthmon.alert.Alert;
import io.healthmon.alert.AlertKind;
import io.healthmon.alert.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes alerts to the log, by the logger {@code io.healthmon.channel.LogChannel}: outages as errors when they are critical
 * and as warnings otherwise, recoveries as information.
 *
 * @since 0.1
 */
public final class LogChannel implements AlertChannel {

    private static final Logger LOG = LoggerFactory.getLogger(LogChannel.class);

    private LogChannel() {}

    /** Returns the channel. */
    public static LogChannel create() {
        return new LogChannel();
    }

    @Override
    public void send(AlertMessage message) {
        Alert alert = message.alert();
        String text = line(message.text()) + "; Alert: " + alert.id();
        if (alert.kind() == AlertKind.RECOVERED) {
            LOG.info("healthmon: {}", text);
        } else if (alert.severity() == Severity.CRITICAL) {
            LOG.error("healthmon: {}", text);
        } else {
            LOG.warn("healthmon: {}", text);
        }
    }

    /** On one line, since what comes after a line break would look like an entry of its own. */
    private static String line(String text) {
        return text.strip().replaceAll("\\n+", "; ").replaceAll("[\\p{Cntrl}\u0080-\u009f\u2028\u2029]+", " ");
    }
}
