package io.healthmon.live;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Integration;
import io.healthmon.schedule.Scheduler;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows events to clients as they happen.
 *
 * <p>Each event is made into bytes once, and kept in one chain that all clients share; a client is a place in it. The last
 * 1,000 events, and of these at most 4 MiB, are kept for clients that come back with the id of the last one they took. A
 * client that falls further behind is cut off, and so is one that takes nothing for 15 s to 30 s although there is
 * something to take. Every 15 s there is a heartbeat. A client stays for at most an hour: then it has to come back, and
 * say again who it is. Nobody waits for a client. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class LiveFeed implements AutoCloseable {

    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    static final Duration LONGEST_STAY = Duration.ofHours(1);

    /** After how many heartbeats without a client the source is let go: 5 minutes. */
    static final int MOST_IDLE_HEARTBEATS = 20;

    /** From so many on they are told side by side, with the common pool: to send takes a system call for each. */
    private static final int MANY_CLIENTS = 100;

    /** Stays differ by up to 5 minutes, lest clients that came together after a restart come together for ever. */
    private static final int STAYS = 20;

    private static final byte[] RESET = "{\"reason\":\"unknown-id\"}".getBytes(StandardCharsets.UTF_8);

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    private final LiveSource source;
    private final Scheduler scheduler;
    private final Executor threads;
    private final int mostClients;
    private final Set<LiveSubscription> clients = ConcurrentHashMap.newKeySet();
    private Replay replay = new Replay();
    private LiveSource.@Nullable Listening listening;
    private int idleHeartbeats;
    private final AtomicInteger heartbeatsAsked = new AtomicInteger();
    private volatile long lastBeatAt;
    private long arrivals;
    private boolean closed;

    /**
     * Makes a feed without clients, which does nothing.
     *
     * @param scheduler the time of its heartbeats
     * @param threads where these are made, for with many clients that takes its time
     * @param mostClients how many clients there may be at a time
     */
    public LiveFeed(LiveSource source, Scheduler scheduler, Executor threads, int mostClients) {
        this.source = Objects.requireNonNull(source, "source");
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        this.threads = Objects.requireNonNull(threads, "threads");
        this.mostClients = mostClients;
    }

    /**
     * Adds a client.
     *
     * @param audience whose eyes it has: which events it may see, and how
     * @param lastEventId the id of the last event that it has, or null; with one from another process, or too old, it
     *     begins with the event {@code reset}
     * @return empty if there are as many clients as may be
     * @throws HealthMonitor.ClosedException if the feed is closed
     */
    public synchronized Optional<LiveSubscription> subscribe(
            LiveFormat format, LiveAudience audience, @Nullable String lastEventId) {
        if (closed) {
            throw new HealthMonitor.ClosedException("the feed is closed");
        }
        if (clients.size() >= mostClients) {
            return Optional.empty();
        }
        listen();
        LiveEvent last = lastEventId == null ? replay.newest() : replay.find(lastEventId);
        Duration stay = LONGEST_STAY.minus(HEARTBEAT.multipliedBy(arrivals++ % STAYS));
        LiveSubscription client = new LiveSubscription(
                format,
                audience,
                last == null ? replay.newest() : last,
                scheduler.nanoTime() + stay.toNanos(),
                clients::remove);
        client.greet(format.greeting(replay.newestId()));
        if (last == null) {
            client.greet(format.event(replay.newestId(), "reset", RESET));
        }
        clients.add(client);
        return Optional.of(client);
    }

    /**
     * Shows an event to the clients; has no effect without a source that listens.
     *
     * @param name its kind, one plain word
     * @param subject whom it is about
     * @param data what it says
     */
    public void publish(String name, Integration subject, LiveData data) {
        long oldest;
        synchronized (this) {
            if (listening == null) {
                return;
            }
            replay.add(name, subject, data);
            oldest = replay.oldestToGoOnFrom();
        }
        Stream<LiveSubscription> told = clients.size() < MANY_CLIENTS ? clients.stream() : clients.parallelStream();
        told.forEach(client -> {
            client.cutOffBefore(oldest);
            client.wake();
        });
    }

    /** Returns how many clients there are. */
    public int clients() {
        return clients.size();
    }

    /** Ends all clients once they have taken what there is. Calling it again has no effect. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            stopListening();
        }
        clients.forEach(LiveSubscription::end);
    }

    private void listen() {
        if (listening == null) {
            replay = new Replay();
            idleHeartbeats = 0;
            lastBeatAt = scheduler.nanoTime();
            listening = source.begin(this);
            beatLater();
        }
    }

    private void stopListening() {
        LiveSource.Listening ending = listening;
        listening = null;
        if (ending != null) {
            ending.end();
        }
    }

    private void beatLater() {
        scheduler.schedule(this::tick, scheduler.nanoTime() + HEARTBEAT.toNanos());
    }

    /** Keeps the time; what has to be done for each client is done elsewhere, for everybody's checks wait behind this. */
    private void tick() {
        synchronized (this) {
            idleHeartbeats = clients.isEmpty() ? idleHeartbeats + 1 : 0;
            if (idleHeartbeats >= MOST_IDLE_HEARTBEATS) {
                stopListening();
            }
            if (listening == null) {
                return;
            }
        }
        beatLater();
        if (heartbeatsAsked.getAndIncrement() == 0) {
            threads.execute(this::makeHeartbeats);
        }
    }

    /** Makes a heartbeat for all that were asked for until it began: one at a time, however slow. */
    private void makeHeartbeats() {
        int asked = heartbeatsAsked.get();
        while (asked > 0) {
            try {
                beat(scheduler.nanoTime());
            } catch (Throwable failure) {
                LOG.warn(
                        "healthmon: a heartbeat of the live stream failed",
                        RedactedFailure.of(failure, Redactor.standard()));
            }
            asked = heartbeatsAsked.addAndGet(-asked);
        }
    }

    private void beat(long now) {
        // why: one that came late and one in time must not follow so closely that no client can take anything in
        // between
        if (now - lastBeatAt >= HEARTBEAT.toNanos() / 2) {
            lastBeatAt = now;
            clients.forEach(client -> client.beat(now));
        }
        LiveSource.Listening present;
        synchronized (this) {
            present = listening;
        }
        if (present != null) {
            present.lookAround();
        }
    }
}
