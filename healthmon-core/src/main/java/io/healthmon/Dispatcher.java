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

/**
 * Has alerts delivered, each channel's by a {@link Courier} of its own.
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

    private final Map<String, Courier> couriers = new LinkedHashMap<>();
    private final PostOffice office;
    private final Errand poll;

    Dispatcher(Map<String, AlertChannel> channels, PostOffice office) {
        this.office = office;
        this.poll = office.errand(() -> office.withOutbox(outbox -> {
            if (outbox.waiting() > 0) {
                couriers.values().forEach(Courier::lookIntoOutbox);
            }
        }));
        channels.forEach((name, channel) -> couriers.put(name, new Courier(name, channel, office)));
    }

    /** Begins to look for what earlier and other processes left. */
    void start() {
        if (!couriers.isEmpty()) {
            poll();
        }
    }

    private void poll() {
        poll.ask();
        office.after(POLL, this::poll);
    }

    /** Is told of an alert before it is on its way to the store; never blocks. */
    void issued(IssuedAlert issued) {
        eachCourier(issued, courier -> courier.issued(issued));
    }

    @Override
    public void written(List<Entry> batch, Collection<Entry> refused) {
        if (couriers.isEmpty()) {
            return;
        }
        eachAlert(refused, Courier::refused);
        Set<Entry> skipped = new HashSet<>(refused);
        List<Entry> stored = refused.isEmpty()
                ? batch
                : batch.stream().filter(entry -> !skipped.contains(entry)).toList();
        eachAlert(stored, Courier::stored);
    }

    /** Lets sends that are under way or due go on for a moment, and stops; blocks for 200 ms at most. */
    void finish() {
        office.activity().awaitNone(LAST_SENDS);
        stop();
        office.activity().awaitNone(LAST_WORDS);
    }

    /** Stops sending; what is unsent stays in the outbox. */
    void stop() {
        office.closing();
        couriers.values().forEach(Courier::stop);
    }

    /** Returns the channels, each once even if it has several names. */
    Set<AlertChannel> channels() {
        Set<AlertChannel> channels = Collections.newSetFromMap(new IdentityHashMap<>());
        couriers.values().forEach(courier -> channels.add(courier.channel()));
        return channels;
    }

    /** Returns how many deliveries were given up so far. */
    long givenUp() {
        return sum(Courier::givenUp);
    }

    /** Returns how many deliveries were forgotten for want of room while the store was away. */
    long dropped() {
        return sum(Courier::dropped);
    }

    private long sum(ToLongFunction<Courier> count) {
        return couriers.values().stream().mapToLong(count).sum();
    }

    private void eachAlert(Collection<Entry> entries, BiConsumer<Courier, String> action) {
        for (Entry entry : entries) {
            IssuedAlert issued = entry.issued();
            if (issued != null) {
                eachCourier(
                        issued, courier -> action.accept(courier, issued.alert().id()));
            }
        }
    }

    /** A channel that is there no more is passed over: its deliveries stay in the outbox. */
    private void eachCourier(IssuedAlert issued, Consumer<Courier> action) {
        for (String channel : issued.channels()) {
            Courier courier = couriers.get(channel);
            if (courier != null) {
                action.accept(courier);
            }
        }
    }
}
