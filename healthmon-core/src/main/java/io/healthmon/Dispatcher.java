package io.healthmon;

import io.healthmon.alert.IssuedAlert;
import io.healthmon.channel.AlertChannel;
import io.healthmon.store.HealthStore.Entry;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Has alerts delivered, each channel's by a {@link ChannelWorker} of its own.
 *
 * <p>The outbox is looked into as soon as the store has taken an alert, when the monitor starts, when a retry is due, and
 * every 5 s for what other processes left behind. Without channels nothing is looked into at all. Safe for use by
 * multiple threads; blocks nobody but in {@link #finish}.
 */
final class Dispatcher implements Recorder.Aftermath {

    /** How often it is looked for what other processes left behind. */
    private static final long POLL = Duration.ofSeconds(5).toNanos();

    /** How long closing lets sends that are under way or due go on. */
    private static final Duration LAST_SENDS = Duration.ofMillis(150);

    /** How long closing waits for sends that were interrupted. */
    private static final Duration LAST_WORDS = Duration.ofMillis(50);

    private final Map<String, ChannelWorker> workers = new LinkedHashMap<>();
    private final DispatchContext context;
    private final SerialTask poll;

    /** How many deliveries waited when it was last looked; null before. */
    private volatile @Nullable Long waiting;

    Dispatcher(Map<String, AlertChannel> channels, DispatchContext context) {
        this.context = context;
        this.poll = context.task(() -> context.withOutbox(outbox -> {
            long left = outbox.waiting();
            waiting = left;
            if (left > 0) {
                workers.values().forEach(ChannelWorker::lookIntoOutbox);
            }
        }));
        channels.forEach((name, channel) -> workers.put(name, new ChannelWorker(name, channel, context)));
    }

    /** Begins to look for what earlier and other processes left. */
    void start() {
        if (!workers.isEmpty()) {
            poll();
        }
    }

    private void poll() {
        poll.ask();
        context.after(POLL, this::poll);
    }

    /** Is told of an alert before it is on its way to the store; never blocks. */
    void issued(IssuedAlert issued) {
        eachWorker(issued, worker -> worker.issued(issued));
    }

    @Override
    public void written(List<Entry> batch, Collection<Entry> refused) {
        if (workers.isEmpty()) {
            return;
        }
        eachAlert(refused, ChannelWorker::refused);
        Set<Entry> skipped = new HashSet<>(refused);
        List<Entry> stored = refused.isEmpty()
                ? batch
                : batch.stream().filter(entry -> !skipped.contains(entry)).toList();
        eachAlert(stored, ChannelWorker::stored);
    }

    /** Lets sends that are under way or due go on for a moment, and stops; blocks for 200 ms at most. */
    void finish() {
        context.activity().awaitNone(LAST_SENDS);
        stop();
        context.activity().awaitNone(LAST_WORDS);
    }

    /** Stops sending; what is unsent stays in the outbox. */
    void stop() {
        context.closing();
        workers.values().forEach(ChannelWorker::stop);
    }

    /** Returns the channels, each once even if it has several names. */
    Set<AlertChannel> channels() {
        Set<AlertChannel> channels = Collections.newSetFromMap(new IdentityHashMap<>());
        workers.values().forEach(worker -> channels.add(worker.channel()));
        return channels;
    }

    /** Returns how many deliveries waited in the outbox when it was last looked; null before. */
    @Nullable Long waiting() {
        return waiting;
    }

    /** Returns how many deliveries were given up so far. */
    long givenUp() {
        return sum(ChannelWorker::givenUp);
    }

    /** Returns how many deliveries were forgotten for want of room while the store was away. */
    long dropped() {
        return sum(ChannelWorker::dropped);
    }

    private long sum(ToLongFunction<ChannelWorker> count) {
        return workers.values().stream().mapToLong(count).sum();
    }

    private void eachAlert(Collection<Entry> entries, BiConsumer<ChannelWorker, String> action) {
        for (Entry entry : entries) {
            IssuedAlert issued = entry.issued();
            if (issued != null) {
                eachWorker(
                        issued, worker -> action.accept(worker, issued.alert().id()));
            }
        }
    }

    /** A channel that is there no more is passed over: its deliveries stay in the outbox. */
    private void eachWorker(IssuedAlert issued, Consumer<ChannelWorker> action) {
        for (String channel : issued.channels()) {
            ChannelWorker worker = workers.get(channel);
            if (worker != null) {
                action.accept(worker);
            }
        }
    }
}
