package io.healthmon.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest entries of the audit log, in memory. */
final class InMemoryAuditLog implements AuditLog {

    private static final int CAPACITY = 1_000;

    private final Deque<Entry> newestFirst = new ArrayDeque<>();
    private boolean closed;

    @Override
    public synchronized void add(Entry entry) {
        requireOpen();
        newestFirst.addFirst(entry);
        if (newestFirst.size() > CAPACITY) {
            newestFirst.removeLast();
        }
    }

    @Override
    public synchronized List<Entry> newest(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is not allowed; use 1 or more");
        }
        requireOpen();
        return newestFirst.stream().limit(limit).toList();
    }

    @Override
    public synchronized Optional<Entry> last(String action) {
        requireOpen();
        return newestFirst.stream()
                .filter(entry -> entry.action().equals(action))
                .findFirst();
    }

    synchronized void close() {
        closed = true;
        newestFirst.clear();
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("the store in memory is closed", null);
        }
    }
}
