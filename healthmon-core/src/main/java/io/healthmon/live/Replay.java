package io.healthmon.live;

import io.healthmon.check.Integration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last events, for clients that come back: at most 1,000, and at most 4 MiB of them. An id tells the events of this
 * process, since it began to listen, from all others. Confined to whoever holds it.
 */
final class Replay {

    static final int MOST_EVENTS = 1_000;
    static final int MOST_BYTES = 4 << 20;

    private static final Pattern ID = Pattern.compile("([0-9a-f]{16})-([0-9]{1,18})");

    private final String epoch =
            String.format("%016x", ThreadLocalRandom.current().nextLong());
    private final int mostBytes;

    /** The event before the oldest that is kept, so that whoever took just that one can go on. */
    private LiveEvent before = LiveEvent.none();

    private LiveEvent newest = before;
    private long bytes;

    Replay() {
        this(MOST_BYTES);
    }

    Replay(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    void add(String name, Integration subject, LiveData data) {
        newest = newest.append(id(newest.sequence() + 1), name, subject, data);
        bytes += newest.size();
        while (newest.sequence() - before.sequence() > MOST_EVENTS || bytes > mostBytes) {
            before = Objects.requireNonNull(before.next());
            bytes -= before.size();
        }
    }

    LiveEvent newest() {
        return newest;
    }

    /** Returns the id of the newest event. */
    String newestId() {
        return id(newest.sequence());
    }

    /** Returns the first event of which everything after it is still there. */
    long oldestToGoOnFrom() {
        return before.sequence();
    }

    /** Returns the event with an id if everything after it is still there, else null. */
    @Nullable LiveEvent find(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches() || !parts.group(1).equals(epoch)) {
            return null;
        }
        long sequence = Long.parseLong(parts.group(2));
        if (sequence < before.sequence()) {
            return null;
        }
        LiveEvent event = before;
        while (event != null && event.sequence() < sequence) {
            event = event.next();
        }
        return event;
    }

    private String id(long sequence) {
        return epoch + "-" + sequence;
    }
}
