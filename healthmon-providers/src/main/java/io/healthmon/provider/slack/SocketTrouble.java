package io.healthmon.provider.slack;

import io.healthmon.check.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong since Slack greeted the application last.
 *
 * @param goodbye why Slack ended a connection, or null
 * @param refusal the error by which Slack refused another one, or null
 * @param failure what broke one, or null
 * @param closed the code by which one was closed, or null
 */
record SocketTrouble(
        @Nullable String goodbye,
        @Nullable String refusal,
        @Nullable Failure failure,
        @Nullable Integer closed) {

    static final SocketTrouble NONE = new SocketTrouble(null, null, null, null);

    /**
     * An exception, of which no text is kept.
     *
     * @param cause what it means
     * @param name its class
     */
    record Failure(Cause cause, String name) {

        static Failure of(Throwable error) {
            Cause cause = Cause.of(error);
            String name = error.getClass().getSimpleName();
            // why: whatever breaks a socket leaves a broken connection behind
            return new Failure(cause == Cause.CHECK_ERROR ? Cause.CONNECT : cause, name.isEmpty() ? "an error" : name);
        }
    }

    SocketTrouble goodbye(String reason) {
        return new SocketTrouble(reason, refusal, failure, closed);
    }

    SocketTrouble refused(String error) {
        return new SocketTrouble(goodbye, error, failure, closed);
    }

    SocketTrouble failed(@Nullable Failure broken) {
        return new SocketTrouble(goodbye, refusal, broken, closed);
    }

    SocketTrouble closed(int code) {
        return new SocketTrouble(goodbye, refusal, failure, code);
    }

    /** Returns what is left of it once a connection was made, before Slack has greeted it. */
    SocketTrouble connected() {
        return new SocketTrouble(goodbye, null, null, null);
    }

    /** Returns what waiting does not mend, or null. */
    @Nullable SocketError lasting() {
        SocketError said = goodbye == null ? null : SocketError.ofGoodbye(goodbye);
        if (said != null || refusal == null) {
            return said;
        }
        SocketError refused = SocketError.ofRefusal(refusal);
        return refused.lasting() ? refused : null;
    }
}
