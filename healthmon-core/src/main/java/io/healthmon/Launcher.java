package io.healthmon;

import io.healthmon.schedule.Scheduler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives runs their permits and threads.
 *
 * <p>A run whose time is over gives its permit back even if it goes on, so that hung checks never keep others waiting; on
 * platform threads, where each of them costs a thread, up to {@link #REPLACED} of them.
 *
 * <p>Virtual threads share a few carriers, and one check that spins keeps a carrier for itself. So the launcher watches
 * whether what it starts also begins: if not, it moves what waits, and all that follows, to a few platform threads until
 * virtual threads begin again.
 */
final class Launcher {

    /** How many runs out of time may keep a platform thread each and still give their permits back. */
    static final int REPLACED = 1_000;

    /** How many runs at once go on on platform threads while virtual threads do not begin; stuck ones do not count. */
    static final int RESCUED = 64;

    private static final long PATIENCE = Duration.ofMillis(100).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private final Scheduler scheduler;
    private final Workers workers;
    private final Permits permits;
    private final Map<String, Permits> permitsByProvider;
    private final AtomicInteger replaced = new AtomicInteger();
    private final Permits rescues = new Permits(RESCUED);
    private final AtomicReference<@Nullable Run> probe = new AtomicReference<>();

    /** The last run that was given a virtual thread; if it has begun, so have those before it. */
    private volatile @Nullable Run newest;

    private volatile boolean starved;
    private volatile Consumer<Consumer<Run>> everyRun = action -> {};

    Launcher(Scheduler scheduler, Workers workers, Limits limits) {
        this.scheduler = scheduler;
        this.workers = workers;
        this.permits = new Permits(limits.checks(workers.virtual()));
        this.permitsByProvider = limits.permitsByProvider();
    }

    /** Says how to reach every run there is, which a rescue needs; returns this launcher. */
    Launcher runs(Consumer<Consumer<Run>> everyRun) {
        this.everyRun = everyRun;
        return this;
    }

    /** Starts the run as soon as it may; never blocks. */
    void launch(Run run) {
        Permits ofProvider = permitsOf(run);
        if (ofProvider == null) {
            permits.acquire(() -> start(run));
        } else {
            ofProvider.acquire(() -> permits.acquire(() -> start(run)));
        }
    }

    /** Is told that the run's time is over and its check still at work. */
    void expired(Run run) {
        boolean replaces = workers.virtual() || replaced.incrementAndGet() <= REPLACED;
        if (!(replaces && release(run)) && !workers.virtual()) {
            replaced.decrementAndGet();
        }
        Rescue rescue = run.rescue;
        if (rescue != null) {
            rescue.giveBack();
        }
    }

    /** Is told once that the run's check is done, or will never be asked. */
    void ended(Run run) {
        if (!release(run) && !workers.virtual()) {
            replaced.decrementAndGet();
        }
    }

    /** Runs what may wait for the store, on one of a few threads; here, if there is none any more. */
    void handOff(Runnable task) {
        try {
            workers.handOff(task);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            task.run();
        }
    }

    /** Runs foreign code, which may block for ever, on a thread of its own; here, if there is none any more. */
    void apart(Runnable task) {
        try {
            workers.onPlatform(task);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            task.run();
        }
    }

    /** Gives the run's permit back, unless that was done before. */
    private boolean release(Run run) {
        if (!run.takePermit()) {
            return false;
        }
        permits.release();
        Permits ofProvider = permitsOf(run);
        if (ofProvider != null) {
            ofProvider.release();
        }
        return true;
    }

    private @Nullable Permits permitsOf(Run run) {
        String provider = run.integration().provider();
        return provider == null ? null : permitsByProvider.get(provider);
    }

    /** A run that gets no thread is recorded as failed, later, for who grants permits must not be called from there. */
    private void start(Run run) {
        run.started = true;
        try {
            if (!starved) {
                workers.start(run);
            }
            // why: looked at after the run says that it is started, so that either this or the rescue sees the other
            if (starved) {
                rescue(run);
            } else if (workers.virtual()) {
                watchOver(run);
            }
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            failLater(run, noThread);
        }
    }

    private void rescue(Run run) {
        Rescue rescue = new Rescue(run, rescues);
        run.rescue = rescue;
        rescues.acquire(() -> start(rescue, run));
    }

    private void start(Rescue rescue, Run run) {
        try {
            workers.onPlatform(rescue);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            rescue.giveBack();
            failLater(run, noThread);
        }
    }

    private void failLater(Run run, Throwable noThread) {
        scheduler.schedule(() -> run.fail(noThread), scheduler.nanoTime());
    }

    private void watchOver(Run run) {
        newest = run;
        if (probe.get() == null && probe.compareAndSet(null, run)) {
            scheduler.schedule(this::lookAtProbe, scheduler.nanoTime() + PATIENCE);
        }
    }

    private void lookAtProbe() {
        Run probed = probe.getAndSet(null);
        if (probed == null || starved) {
            return;
        }
        if (probed.phase != Run.Phase.WAITING) {
            lookAtNewest();
            return;
        }
        starved = true;
        LOG.warn("healthmon: virtual threads do not begin within 100 ms, a check may be spinning; checks go on on"
                + " platform threads until they do");
        everyRun.accept(run -> {
            if (run.started && run.phase == Run.Phase.WAITING) {
                rescue(run);
            }
        });
        workers.start(() -> {
            starved = false;
            LOG.info("healthmon: virtual threads begin in time again");
        });
    }

    /** Goes on with a run that was started while another was the probe, or nobody would ever miss it. */
    private void lookAtNewest() {
        Run last = newest;
        if (last != null && last.phase == Run.Phase.WAITING) {
            watchOver(last);
        }
    }
}
