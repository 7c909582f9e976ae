package io.healthmon.store;

import io.healthmon.alert.Alert;
import io.healthmon.alert.AlertKind;
import io.healthmon.alert.IssuedAlert;
import io.healthmon.outbox.AlertOutbox;
import io.healthmon.outbox.Delivery;
import io.healthmon.outbox.DeliveryOutcome;
import io.healthmon.outbox.DeliveryOutcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of the store in memory, in the order in which their alerts were issued.
 *
 * <p>Keeps those that wait, and the last ones that ended, so that an alert that comes again is known and one that follows
 * knows what became of the one before. Beyond the capacity the oldest are forgotten, ended ones first of all.
 */
final class InMemoryOutbox implements AlertOutbox {

    /** How many deliveries are kept at most. */
    static final int CAPACITY = 10_000;

    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private boolean closed;

    synchronized void add(IssuedAlert issued) {
        for (String channel : issued.channels()) {
            entries.computeIfAbsent(new Key(issued.alert().id(), channel), key -> new Entry(issued));
        }
        String over = issued.follows();
        if (over != null) {
            entries.forEach((key, entry) -> entry.over |= key.alertId.equals(over));
        }
        if (entries.size() > CAPACITY) {
            makeRoom();
        }
    }

    private void makeRoom() {
        entries.values().removeIf(entry -> entry.result != Result.WAITING);
        Iterator<Entry> oldest = entries.values().iterator();
        while (entries.size() > CAPACITY) {
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public synchronized Optional<Delivery> claim(String channel, Instant now, Duration hold) {
        requireOpen();
        for (Map.Entry<Key, Entry> candidate : entries.entrySet()) {
            Entry entry = candidate.getValue();
            if (candidate.getKey().channel.equals(channel) && isDue(channel, entry, now)) {
                entry.attempts++;
                entry.notBefore = now.plus(hold);
                return Optional.of(new Delivery(channel, entry.alert, entry.attempts, claim(entry)));
            }
        }
        return Optional.empty();
    }

    private boolean isDue(String channel, Entry entry, Instant now) {
        if (entry.result != Result.WAITING || now.isBefore(entry.notBefore)) {
            return false;
        }
        Entry before = entry.follows == null ? null : entries.get(new Key(entry.follows, channel));
        if (before != null && before.result == Result.DEAD) {
            entry.result = Result.DEAD;
        }
        return before == null || before.result == Result.DELIVERED;
    }

    @Override
    public synchronized void settle(Delivery delivery, DeliveryOutcome outcome) {
        requireOpen();
        Entry entry = entries.get(new Key(delivery.alert().id(), delivery.channel()));
        if (entry != null && entry.result == Result.WAITING && claim(entry).equals(delivery.claim())) {
            entry.result = outcome.result();
            entry.notBefore = outcome.at();
        }
    }

    @Override
    public synchronized void delivered(String alertId, String channel, Instant at) {
        requireOpen();
        Entry entry = entries.get(new Key(alertId, channel));
        if (entry != null) {
            entry.result = Result.DELIVERED;
        }
    }

    @Override
    public synchronized long waiting() {
        requireOpen();
        return entries.values().stream()
                .filter(entry -> entry.result == Result.WAITING)
                .count();
    }

    @Override
    public synchronized long removeBefore(Instant moment) {
        requireOpen();
        Set<String> old = new HashSet<>();
        Set<String> needed = new HashSet<>();
        entries.forEach((key, entry) -> {
            boolean ended = entry.over
                    && entry.result != Result.WAITING
                    && entry.alert.at().isBefore(moment);
            (ended ? old : needed).add(key.alertId);
            if (!ended && entry.follows != null) {
                needed.add(entry.follows);
            }
        });
        old.removeAll(needed);
        entries.keySet().removeIf(key -> old.contains(key.alertId));
        return old.size();
    }

    synchronized void close() {
        closed = true;
        entries.clear();
    }

    /** Each claim counts an attempt, so the attempts tell claims apart. */
    private static String claim(Entry entry) {
        return String.valueOf(entry.attempts);
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("the store in memory is closed", null);
        }
    }

    private record Key(String alertId, String channel) {}

    private static final class Entry {

        final Alert alert;
        final @Nullable String follows;
        Result result = Result.WAITING;
        Instant notBefore = Instant.MIN;
        int attempts;

        /** Whether it tells of an end, or another one that does follows. */
        boolean over;

        Entry(IssuedAlert issued) {
            this.alert = issued.alert();
            this.follows = issued.follows();
            this.over = alert.kind() != AlertKind.DOWN;
        }
    }
}
