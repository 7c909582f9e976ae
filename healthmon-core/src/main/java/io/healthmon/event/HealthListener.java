package io.healthmon.event;

/**
 * Is told what happens.
 *
 * <p>Called on a worker thread of the monitor, one event at a time and in order for each listener. A listener that
 * throws is logged and goes on being told; one that is slow gets its events late and, beyond 10,000 waiting ones, loses
 * the newest, which is counted and logged. Neither delays a check or another listener. One that is an {@link AutoCloseable}
 * is closed with the monitor, after the last event it is told.
 *
 * @param <E> the kind of events it is told
 * @since 0.1
 */
@FunctionalInterface
public interface HealthListener<E extends HealthEvent> {

    /** Is told an event. */
    void on(E event);
}
