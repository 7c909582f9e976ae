package io.healthmon.store;

import io.healthmon.maintenance.MaintenanceStore;
import io.healthmon.maintenance.MaintenanceWindow;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Windows of maintenance in memory; of more than it keeps, those that ended first are forgotten. */
final class InMemoryMaintenance implements MaintenanceStore {

    private static final int CAPACITY = 10_000;

    private final Map<String, MaintenanceWindow> windows = new HashMap<>();
    private boolean closed;

    @Override
    public synchronized void put(MaintenanceWindow window) {
        requireOpen();
        windows.put(window.id(), window);
        if (windows.size() > CAPACITY) {
            windows.values().stream()
                    .min(Comparator.comparing(MaintenanceWindow::to))
                    .ifPresent(oldest -> windows.remove(oldest.id()));
        }
    }

    @Override
    public synchronized boolean remove(String id) {
        requireOpen();
        return windows.remove(id) != null;
    }

    @Override
    public synchronized Optional<MaintenanceWindow> find(String id) {
        requireOpen();
        return Optional.ofNullable(windows.get(id));
    }

    @Override
    public synchronized List<MaintenanceWindow> windows(Instant from, Instant to) {
        requireOpen();
        return windows.values().stream()
                .filter(window -> window.from().isBefore(to) && window.to().isAfter(from))
                .sorted(Comparator.comparing(MaintenanceWindow::from).thenComparing(MaintenanceWindow::id))
                .toList();
    }

    synchronized void close() {
        closed = true;
        windows.clear();
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("the store in memory is closed", null);
        }
    }
}
