package io.healthmon.provider.slack;

import io.healthmon.provider.slack.SocketMessage.Kind;
import io.healthmon.provider.slack.SocketTrouble.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an application's connections to Slack, of which there are two while one takes the place of the other.
 *
 * <p>Where the application does not say which connection it speaks of (a null line), it is taken to be the newest that
 * something comes over, and the oldest that ends. Times are running time in nanoseconds. Safe for use by multiple threads;
 * a frame over a connection that is known costs a read and a write.
 */
final class SocketLedger {

    private static final int MOST_LINES = 16;
    private static final String WARNING = "warning";

    /** How long before the end of a connection an error explains it. */
    private static final long EXPLAINS = Duration.ofSeconds(10).toNanos();

    private final List<SocketLine> lines = new ArrayList<>();
    private volatile @Nullable SocketLine newestUnnamed;
    private SocketTrouble trouble = SocketTrouble.NONE;
    private boolean connectedOnce;
    private boolean fine;
    private boolean lasting;
    private @Nullable Long lastFrame;
    private @Nullable Long lostAt;
    private long failedAt;
    private @Nullable String lastDisconnect;
    private @Nullable Integer connections;
    private @Nullable String app;

    /** Notes a new connection, over which nothing came yet. */
    synchronized SocketLine opened(boolean unnamed, long now) {
        if (lines.size() >= MOST_LINES) {
            remove(lines.get(0));
        }
        SocketLine line = new SocketLine(unnamed, now);
        lines.add(line);
        if (unnamed) {
            newestUnnamed = line;
        }
        trouble = trouble.connected();
        return line;
    }

    /** Notes that something came. */
    void seen(@Nullable SocketLine named, long now) {
        SocketLine line = named == null ? newestUnnamed : named;
        if (line == null || !line.touch(now)) {
            prove(line, now);
        }
    }

    private synchronized void prove(@Nullable SocketLine known, long now) {
        SocketLine line = known == null ? newest() : known;
        if (line == null && trouble.lasting() == null) {
            line = missed(now);
        }
        if (line != null) {
            line.prove(now);
            settle(now);
        }
    }

    private @Nullable SocketLine newest() {
        return lines.isEmpty() ? null : lines.get(lines.size() - 1);
    }

    /** Returns a connection whose beginning the application did not tell of. */
    private SocketLine missed(long now) {
        SocketLine line = opened(true, now);
        line.greeted = true;
        return line;
    }

    /** Notes what Slack says of a connection; returns whether things are worse since. */
    synchronized boolean heard(SocketMessage message, @Nullable SocketLine named, long now) {
        if (message.kind() == Kind.HELLO) {
            greeted(message, named == null ? toGreet(now) : named, now);
        } else {
            dismissed(String.valueOf(message.reason()), named == null ? toLeave() : named, now);
        }
        return settle(now);
    }

    private void greeted(SocketMessage message, SocketLine line, long now) {
        line.greeted = true;
        line.openedAt = now;
        line.prove(now);
        trouble = SocketTrouble.NONE;
        connections = message.connections();
        app = message.app();
    }

    private void dismissed(String reason, @Nullable SocketLine line, long now) {
        lastDisconnect = reason;
        trouble = trouble.goodbye(reason);
        if (line != null) {
            line.touch(now);
            // why: a warning comes some seconds before the end, and until then events do
            line.leaving = line.leaving || !reason.equals(WARNING);
        }
    }

    private SocketLine toGreet(long now) {
        SocketLine newest = newestUnnamed;
        return newest != null && !newest.greeted ? newest : opened(true, now);
    }

    private @Nullable SocketLine toLeave() {
        SocketLine newest = newestUnnamed;
        return newest != null && !newest.greeted ? newest : oldest(line -> line.unnamed && !line.leaving);
    }

    /** Notes the end of a connection and how it came about; returns whether things are worse since. */
    synchronized boolean ended(@Nullable SocketLine named, UnaryOperator<SocketTrouble> how, long now) {
        SocketLine line = named == null ? toEnd() : named;
        if (line != null) {
            remove(line);
        }
        if (trouble.failure() != null && now - failedAt > EXPLAINS) {
            trouble = trouble.failed(null);
        }
        if (newestWorking() == null) {
            trouble = how.apply(trouble);
        }
        return settle(now);
    }

    private @Nullable SocketLine toEnd() {
        SocketLine leaving = oldest(line -> line.unnamed && line.leaving);
        SocketLine unnamed = leaving == null ? oldest(line -> line.unnamed) : leaving;
        return unnamed == null ? oldest(any -> true) : unnamed;
    }

    /** Forgets a connection of which nothing more will be heard. */
    synchronized void forget(SocketLine line, long now) {
        remove(line);
        settle(now);
    }

    /** Notes an error, which need not be the end of a connection; returns whether things are worse since. */
    synchronized boolean failed(Failure failure, long now) {
        trouble = trouble.failed(failure);
        failedAt = now;
        return settle(now);
    }

    /** Notes that Slack refused another connection; returns whether things are worse since. */
    synchronized boolean refused(String error, long now) {
        trouble = trouble.refused(error);
        return settle(now);
    }

    /** Notes that the application itself finds a connection that works. */
    synchronized void verified(long now) {
        lines.stream().filter(line -> line.leaving).toList().forEach(this::remove);
        SocketLine newest = newest();
        SocketLine line = newest == null ? missed(now) : newest;
        line.greeted = true;
        line.prove(now);
        settle(now);
    }

    /** Returns whether there is something that only a new greeting of Slack ends. */
    synchronized boolean lasting() {
        return lasting;
    }

    private @Nullable SocketLine oldest(Predicate<SocketLine> which) {
        return lines.stream().filter(which).findFirst().orElse(null);
    }

    private void remove(SocketLine line) {
        lastFrame = latestFrame();
        lines.remove(line);
        if (line == newestUnnamed) {
            newestUnnamed = null;
            lines.stream().filter(other -> other.unnamed).forEach(other -> newestUnnamed = other);
        }
    }

    private boolean settle(long now) {
        boolean worked = fine;
        boolean lasted = lasting;
        boolean working = newestWorking() != null;
        lasting = trouble.lasting() != null;
        fine = working && !lasting;
        connectedOnce |= working;
        if (working) {
            lostAt = null;
        } else if (lostAt == null && (connectedOnce || !trouble.equals(SocketTrouble.NONE))) {
            lostAt = now;
        }
        return (worked && !fine) || (lasting && !lasted);
    }

    /** A connection that Slack did not greet counts once something comes over it, unless it was refused before. */
    private @Nullable SocketLine newestWorking() {
        boolean anyIsGood = trouble.lasting() == null;
        SocketLine newest = null;
        for (SocketLine line : lines) {
            if (!line.leaving && (line.greeted || (anyIsGood && line.proven()))) {
                newest = line;
            }
        }
        return newest;
    }

    private @Nullable Long latestFrame() {
        Long latest = lastFrame;
        for (SocketLine line : lines) {
            if (line.proven() && (latest == null || line.lastFrame() - latest > 0)) {
                latest = line.lastFrame();
            }
        }
        return latest;
    }

    /**
     * Returns what is known now.
     *
     * @param origin when running time began
     * @param silentAfter without a frame for so long, a connection is forgotten if there is another with one
     */
    synchronized SocketFacts facts(Instant origin, long now, Duration silentAfter) {
        Long latest = latestFrame();
        if (latest != null && now - latest < silentAfter.toNanos()) {
            lines.stream()
                    .filter(line -> now - line.lastFrame() >= silentAfter.toNanos())
                    .toList()
                    .forEach(this::remove);
            settle(now);
        }
        SocketLine line = newestWorking();
        Long lost = line != null || lostAt != null || lines.isEmpty() ? lostAt : Long.valueOf(lines.get(0).openedAt);
        return new SocketFacts(
                line == null ? null : origin.plusNanos(line.openedAt),
                latest == null ? null : origin.plusNanos(latest),
                lost == null ? null : origin.plusNanos(lost),
                connectedOnce,
                trouble,
                lastDisconnect,
                connections,
                app);
    }
}
