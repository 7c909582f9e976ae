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
        String text = message.text().strip().replace("\n\n", "; ").replace("\n", "; ");
        Alert alert = message.alert();
        if (alert.kind() == AlertKind.RECOVERED) {
            LOG.info("healthmon: {}", text);
        } else if (alert.severity() == Severity.CRITICAL) {
            LOG.error("healthmon: {}", text);
        } else {
            LOG.warn("healthmon: {}", text);
        }
    }
}
