package io.healthmon.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest entries of the audit log, in memory. */
final class InMemoryAuditLog implements AuditLog {

    private static final int CAPACITY = 1_000;

    private final Deque<Numbered> newestFirst = new ArrayDeque<>();
    private long added;
    private boolean closed;

    @Override
    public synchronized void add(Entry entry) {
        requireOpen();
        newestFirst.addFirst(new Numbered(added++, entry));
        if (newestFirst.size() > CAPACITY) {
            newestFirst.removeLast();
        }
    }

    @Override
    public synchronized List<Entry> newest(int limit) {
        return page(Filter.ALL, NEWEST, limit).entries();
    }

    @Override
    public synchronized Page page(Filter filter, long before, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is not allowed; use 1 or more");
        }
        requireOpen();
        List<Numbered> found = newestFirst.stream()
                .filter(each -> each.number < before && filter.lets(each.entry))
                .limit(limit + 1L)
                .toList();
        List<Numbered> page = found.subList(0, Math.min(limit, found.size()));
        Long next = found.size() > limit ? page.get(limit - 1).number : null;
        return new Page(page.stream().map(Numbered::entry).toList(), next);
    }

    @Override
    public synchronized Optional<Entry> last(String action) {
        requireOpen();
        return page(new Filter(action, null, null), NEWEST, 1).entries().stream()
                .findFirst();
    }

    synchronized void close() {
        closed = true;
        newestFirst.clear();
    }

    /** An entry and how many were added before it. */
    private record Numbered(long number, Entry entry) {}

    private void requireOpen() {
        if (closed) {
            throw new StoreException("the store in memory is closed", null);
        }
    }
}
