package io.healthmon.provider.slack;

/** One connection of the application to Slack; all but the frames is guarded by the ledger's lock. */
final class SocketLine {

    /** Whether the application told of it without saying which of its connections it is. */
    final boolean unnamed;

    /** Whether Slack has greeted it. */
    boolean greeted;

    /** Whether Slack has said that it is going to close it. */
    boolean leaving;

    /** When it was opened or greeted last, in running time. */
    long openedAt;

    private volatile boolean proven;
    private volatile long lastFrame;

    SocketLine(boolean unnamed, long now) {
        this.unnamed = unnamed;
        this.openedAt = now;
        this.lastFrame = now;
    }

    /** Notes that something came, which proves that somebody is at the other end. */
    void prove(long now) {
        lastFrame = now;
        proven = true;
    }

    /** Notes that something came over a line that is proven; returns false for one that is not, and notes nothing then. */
    boolean touch(long now) {
        if (proven) {
            lastFrame = now;
        }
        return proven;
    }

    boolean proven() {
        return proven;
    }

    long lastFrame() {
        return lastFrame;
    }
}
