package io.healthmon.live;

/**
 * What an event says, as JSON on one line. Immutable as long as nobody changes the arrays; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class LiveData {

    private final byte[] json;
    private final byte[] ownersJson;

    private LiveData(byte[] json, byte[] ownersJson) {
        this.json = json;
        this.ownersJson = ownersJson;
    }

    /** Returns what says the same to everybody. */
    public static LiveData ofAll(byte[] json) {
        return new LiveData(json, json);
    }

    /**
     * Returns what says less to some.
     *
     * @param json to those who see the whole application
     * @param ownersJson to those who see what the owner of the event's integration has
     */
    public static LiveData of(byte[] json, byte[] ownersJson) {
        return new LiveData(json, ownersJson);
    }

    byte[] json() {
        return json;
    }

    byte[] ownersJson() {
        return ownersJson;
    }

    boolean isAlikeForAll() {
        return json == ownersJson;
    }
}
