package io.healthmon.channel;

/**
 * A way to tell people: mail, a webhook, a chat.
 *
 * <p>Stateless but for connections: what was told, and what is to be tried again, is kept by the monitor. Called by a
 * monitor for one message at a time, in the order in which alerts were decided but for those that are tried again, on a thread on which it may block; different channels
 * do not wait for each other. After 10 s the thread is interrupted and the attempt counts as failed; it will be made
 * again, so a message can arrive twice: with the same {@link io.healthmon.alert.Alert#id()}.
 *
 * <p>A channel that implements {@link AutoCloseable} is closed with its monitor.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AlertChannel {

    /**
     * Tells one alert; returns when the receiver has taken it.
     *
     * @throws DeliveryException if it did not take it, and what that means for further attempts
     * @throws Exception for any other failure; the message is tried again, later and later
     */
    void send(AlertMessage message) throws Exception;
}
