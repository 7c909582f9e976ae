package io.healthmon;

import io.healthmon.alert.Alert;
import io.healthmon.alert.AlertKind;
import io.healthmon.alert.IssuedAlert;
import io.healthmon.outbox.DeliveryOutcome.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of the alerts of one channel, by their ids.
 *
 * <p>An alert is remembered from its decision on. Once the store has it, it is the outbox's; if the store has not got it
 * after {@link #PATIENCE}, it is due here. What was told is remembered, so that the store can be told later, and so that
 * a recovery can follow its outage while the store is away. Beyond the capacity the oldest are forgotten, those that the
 * store has first of all. Safe for use by multiple threads; never blocks.
 */
final class UnstoredAlerts {

    /** How many alerts are remembered at most. */
    static final int CAPACITY = 10_000;

    /** How long the store may take to get an alert before it is told from memory. */
    static final long PATIENCE = Duration.ofSeconds(5).toNanos();

    private final Map<String, Item> items = new LinkedHashMap<>();

    /** How many the store has not got, as far as is known. */
    private int unstored;

    private long dropped;

    /** Remembers an alert that is on its way to the store; returns whether another had to be forgotten untold for it. */
    synchronized boolean issued(IssuedAlert issued, long now) {
        Item item = new Item(issued.alert(), issued.follows(), now + PATIENCE);
        boolean added = items.putIfAbsent(issued.alert().id(), item) == null;
        unstored += added ? 1 : 0;
        return makeRoom();
    }

    /** Is told that the store has an alert now. */
    synchronized void stored(String id) {
        Item item = items.get(id);
        if (item != null && !item.stored) {
            item.stored = true;
            item.alert = null;
            unstored--;
        }
    }

    /** Is told that the store refused an alert: somebody else decides for its integration by now. */
    synchronized void refused(String id) {
        forget(items.remove(id));
    }

    /** Returns the first alert that is to be told from memory now, with its attempt counted; null if there is none. */
    synchronized @Nullable Task due(long now) {
        if (unstored > 0) {
            for (Item item : items.values()) {
                Alert alert = item.alert;
                if (alert != null && isDue(item, now)) {
                    item.attempts++;
                    return new Task(alert, item.attempts);
                }
            }
        }
        return null;
    }

    private boolean isDue(Item item, long now) {
        if (item.result != Result.WAITING || now - item.notBefore < 0) {
            return false;
        }
        if (item.follows == null) {
            return true;
        }
        // why: who is not known to have been told of the outage is not told that it is over, until the store says more
        Item before = items.get(item.follows);
        if (before != null && before.result == Result.DEAD) {
            item.result = Result.DEAD;
        }
        return before != null && before.result == Result.DELIVERED;
    }

    /** Returns whether something may be due here, now or later. */
    synchronized boolean waits() {
        return unstored > 0;
    }

    /** Is told that an attempt from memory failed. */
    synchronized void tryAgain(String id, long notBefore) {
        Item item = items.get(id);
        if (item != null) {
            item.notBefore = notBefore;
        }
    }

    /** Is told that an alert, of here or of the outbox, was delivered or given up. */
    synchronized void ended(Alert alert, Result result) {
        Item item = items.computeIfAbsent(alert.id(), id -> stored(alert));
        item.result = result;
        makeRoom();
    }

    private static Item stored(Alert alert) {
        Item item = new Item(alert, null, 0);
        item.stored = true;
        item.alert = null;
        return item;
    }

    /** Returns what became of an alert, as far as is known here. */
    synchronized Result result(String id) {
        Item item = items.get(id);
        return item == null ? Result.WAITING : item.result;
    }

    /** Returns the ids of alerts that were delivered and that the store has, but does not know to be delivered. */
    synchronized List<String> unmarked() {
        List<String> ids = new ArrayList<>();
        items.forEach((id, item) -> {
            if (item.stored && item.result == Result.DELIVERED && !item.marked) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Is told that the outbox knows what became of an alert. A recovery ends the story of its outage. */
    synchronized void marked(String id) {
        Item item = items.get(id);
        if (item != null) {
            item.marked = true;
            if (!item.outage) {
                forget(items.remove(id));
                forget(item.follows == null ? null : items.remove(item.follows));
            }
        }
    }

    /** Returns how many alerts were forgotten before they were told or stored. */
    synchronized long dropped() {
        return dropped;
    }

    private boolean makeRoom() {
        if (items.size() <= CAPACITY) {
            return false;
        }
        if (unstored < items.size()) {
            items.values().removeIf(item -> item.stored);
        }
        Iterator<Item> oldest = items.values().iterator();
        boolean untold = false;
        while (items.size() > CAPACITY) {
            Item item = oldest.next();
            oldest.remove();
            unstored--;
            untold |= item.result == Result.WAITING;
            dropped += item.result == Result.WAITING ? 1 : 0;
        }
        return untold;
    }

    private void forget(@Nullable Item item) {
        if (item != null && !item.stored) {
            unstored--;
        }
    }

    /**
     * An alert to be told from memory.
     *
     * @param alert what is told
     * @param attempt which attempt it is, from 1 on
     */
    record Task(Alert alert, int attempt) {}

    private static final class Item {

        final boolean outage;
        final @Nullable String follows;

        /** What is to be told; null once the store has it. */
        @Nullable Alert alert;

        Result result = Result.WAITING;
        long notBefore;
        int attempts;
        boolean stored;
        boolean marked;

        Item(Alert alert, @Nullable String follows, long notBefore) {
            this.outage = alert.kind() == AlertKind.DOWN;
            this.alert = alert;
            this.follows = follows;
            this.notBefore = notBefore;
        }
    }
}
