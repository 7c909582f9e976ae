package io.healthmon;

import io.healthmon.alert.Alert;
import io.healthmon.channel.DeliveryException;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log what becomes of a channel: once for each change, and each alert that is given up. */
final class ChannelLog {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);
    private static final int LONGEST_REASON = 500;

    private final String channel;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicBoolean stuck = new AtomicBoolean();
    private final AtomicBoolean dropping = new AtomicBoolean();

    ChannelLog(String channel) {
        this.channel = channel;
    }

    /** Returns why a channel failed, on one line, without secrets. */
    static String reason(Throwable failure, Redactor redactor) {
        String text = failure instanceof DeliveryException refused
                ? String.valueOf(refused.getMessage())
                : String.valueOf(RedactedFailure.of(failure, redactor).getMessage());
        return redactor.excerpt(text, LONGEST_REASON);
    }

    void delivered() {
        stuck.set(false);
        if (failing.getAndSet(false)) {
            LOG.info("healthmon: channel {} delivers alerts again", channel);
        }
    }

    void failed(String reason) {
        if (!failing.getAndSet(true)) {
            LOG.warn("healthmon: channel {} does not deliver alerts; they are tried again: {}", channel, reason);
        }
    }

    void stuck() {
        if (!stuck.getAndSet(true)) {
            LOG.warn("healthmon: channel {} ignores its time limit; its other alerts wait until it gives up", channel);
        }
    }

    void gaveUp(Alert alert, String reason) {
        LOG.error(
                "healthmon: channel {} never told that {} was {}; alert {} is given up: {}",
                channel,
                alert.integrationName(),
                alert.kind().label(),
                alert.id(),
                reason);
    }

    /** Is told that an alert had to be forgotten. */
    void dropped() {
        if (!dropping.getAndSet(true)) {
            LOG.warn(
                    "healthmon: neither the store nor channel {} takes alerts; beyond {} the oldest are forgotten",
                    channel,
                    UnstoredAlerts.CAPACITY);
        }
    }
}
