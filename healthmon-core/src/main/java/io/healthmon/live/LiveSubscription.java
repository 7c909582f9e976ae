package io.healthmon.live;

import io.healthmon.check.Integration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of a {@link LiveFeed}: a place in the chain of events.
 *
 * <p>One thread at a time polls; everything else is safe for use by multiple threads. No method blocks.
 *
 * @since 0.1
 */
public final class LiveSubscription {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    private final LiveFormat format;
    private final LiveAudience audience;
    private final long endsAt;
    private final Consumer<LiveSubscription> leaving;
    private final Queue<byte[]> greetings = new ConcurrentLinkedQueue<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    /** Whether the client has polled everything there was, and waits to be woken. */
    private final AtomicBoolean asleep = new AtomicBoolean();

    /** The last event it took; null once it is cut off, or it would hold all that come after. */
    private volatile @Nullable LiveEvent last;

    private volatile boolean heartbeat;
    private volatile @Nullable Runnable wakeUp;
    private @Nullable LiveEvent lastAtHeartbeat;

    LiveSubscription(
            LiveFormat format, LiveAudience audience, LiveEvent last, long endsAt, Consumer<LiveSubscription> leaving) {
        this.format = format;
        this.audience = audience;
        this.last = last;
        this.endsAt = endsAt;
        this.leaving = leaving;
    }

    /** Puts something before the events; before the client is handed out. */
    void greet(byte[] bytes) {
        greetings.add(bytes);
    }

    /** Returns the next bytes, shared with other clients and never to be changed, or null when there is nothing just now. */
    public byte @Nullable [] poll() {
        byte[] bytes = next();
        if (bytes == null) {
            asleep.set(true);
            bytes = next(); // what came in between woke nobody
            if (bytes != null) {
                asleep.set(false);
            }
        }
        return bytes;
    }

    /** Returns whether nothing will come any more once {@link #poll} has returned null. */
    public boolean isEnded() {
        return state.get() != State.OPEN;
    }

    /** Sets what is called when there may be something to poll, and when the client has ended; at once for a start. */
    public void onAvailable(Runnable task) {
        wakeUp = task;
        call(task);
    }

    /** Says that the client is gone. Calling it again has no effect. */
    public void close() {
        finish(State.CUT_OFF);
    }

    /** Ends it once it has taken what there is. */
    void end() {
        finish(State.ENDED);
    }

    /** Ends it if what it would have to take next is no longer kept. */
    void cutOffBefore(long oldest) {
        LiveEvent taken = last;
        if (taken != null && taken.sequence() < oldest) {
            cutOff("has fallen too far behind");
        }
    }

    /** Has a heartbeat sent when there is nothing else, and ends whom that of the last time has not reached. */
    void beat(long now) {
        if (now - endsAt >= 0) {
            close();
        } else if (heartbeat && last == lastAtHeartbeat) {
            cutOff("takes nothing");
        } else {
            lastAtHeartbeat = last;
            heartbeat = true;
            wake();
        }
    }

    /** Calls it if it waits. */
    void wake() {
        if (asleep.compareAndSet(true, false)) {
            call(wakeUp);
        }
    }

    private byte @Nullable [] next() {
        byte[] greeting = state.get() == State.CUT_OFF ? null : greetings.poll();
        if (greeting != null) {
            return greeting;
        }
        byte[] event = nextEvent();
        if (event == null && heartbeat && state.get() == State.OPEN) {
            heartbeat = false;
            return format.heartbeat();
        }
        return event;
    }

    private byte @Nullable [] nextEvent() {
        LiveEvent taken = last;
        for (LiveEvent event = after(taken); event != null; event = event.next()) {
            last = event;
            if (state.get() == State.CUT_OFF) {
                last = null;
                return null;
            }
            Integration subject = event.subject();
            if (subject != null && audience.sees(subject)) {
                return event.in(format, audience);
            }
        }
        return null;
    }

    private static @Nullable LiveEvent after(@Nullable LiveEvent event) {
        return event == null ? null : event.next();
    }

    private void cutOff(String why) {
        if (state.get() == State.OPEN) {
            LOG.debug("healthmon: a client of the live stream {}, it is cut off", why);
        }
        close();
    }

    private void finish(State end) {
        boolean first = state.compareAndSet(State.OPEN, end);
        if (end == State.CUT_OFF) {
            state.set(State.CUT_OFF);
            last = null;
        }
        if (first) {
            leaving.accept(this);
            call(wakeUp);
        }
    }

    /** A client that cannot be woken is gone; that must not keep the others from being told. */
    private void call(@Nullable Runnable task) {
        try {
            if (task != null) {
                task.run();
            }
        } catch (RuntimeException failure) {
            LOG.debug("healthmon: a client of the live stream could not be woken, it is cut off", failure);
            close();
        }
    }

    private enum State {
        OPEN,
        /** Takes what there is, and nothing that comes later. */
        ENDED,
        /** Takes nothing any more. */
        CUT_OFF
    }
}
