package io.healthmon.live;

/**
 * Where the events of a feed come from. Asked to begin with the first client, and to end some minutes after the last one
 * went, so that a feed without clients costs nothing.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface LiveSource {

    /** Begins to publish to a feed; must not publish on the thread that calls. */
    Listening begin(LiveFeed feed);

    /**
     * A source that publishes.
     *
     * @since 0.1
     */
    interface Listening {

        /** Publishes what has changed by the passing of time alone; called every 15 s, and short. */
        void lookAround();

        /** Ends publishing. */
        void end();
    }
}
