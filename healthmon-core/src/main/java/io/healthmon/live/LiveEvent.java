package io.healthmon.live;

import io.healthmon.check.Integration;
import org.jspecify.annotations.Nullable;

/**
 * An event in each format, made once and shared by all clients, and the way to the one after it. A client needs no queue of
 * its own: it holds the last event that it took.
 */
final class LiveEvent {

    private final long sequence;
    private final @Nullable Integration subject;
    private final Bytes whole;
    private final Bytes owners;
    private final int size;
    private volatile @Nullable LiveEvent next;

    private LiveEvent(long sequence, @Nullable Integration subject, Bytes whole, Bytes owners, int size) {
        this.sequence = sequence;
        this.subject = subject;
        this.whole = whole;
        this.owners = owners;
        this.size = size;
    }

    /** Returns what stands before the first event and is sent to nobody. */
    static LiveEvent none() {
        return new LiveEvent(0, null, Bytes.NONE, Bytes.NONE, 0);
    }

    /** Makes the event after this one and shows it to those who have taken this one. */
    LiveEvent append(String id, String name, Integration subject, LiveData data) {
        Bytes whole = Bytes.of(id, name, data.json());
        LiveEvent event;
        if (data.isAlikeForAll()) {
            event = new LiveEvent(sequence + 1, subject, whole, whole, whole.size());
        } else {
            Bytes owners = Bytes.of(id, name, data.ownersJson());
            event = new LiveEvent(sequence + 1, subject, whole, owners, whole.size() + owners.size());
        }
        next = event;
        return event;
    }

    /** Returns the event after this one, or null as long as there is none. */
    @Nullable LiveEvent next() {
        return next;
    }

    /** Returns the how manieth event this is, from 1 on. */
    long sequence() {
        return sequence;
    }

    /** Returns whom it is about; null only where there is no event yet. */
    @Nullable Integration subject() {
        return subject;
    }

    byte[] in(LiveFormat format, LiveAudience audience) {
        return (audience.isWhole() ? whole : owners).in(format);
    }

    int size() {
        return size;
    }

    /** The same in each format. */
    private static final class Bytes {

        static final Bytes NONE = new Bytes(new byte[0], new byte[0]);

        private final byte[] eventStream;
        private final byte[] message;

        private Bytes(byte[] eventStream, byte[] message) {
            this.eventStream = eventStream;
            this.message = message;
        }

        static Bytes of(String id, String name, byte[] json) {
            return new Bytes(LiveFormat.EVENT_STREAM.event(id, name, json), LiveFormat.MESSAGES.event(id, name, json));
        }

        byte[] in(LiveFormat format) {
            return format == LiveFormat.EVENT_STREAM ? eventStream : message;
        }

        int size() {
            return eventStream.length + message.length;
        }
    }
}
