package io.healthmon.store;

import io.healthmon.maintenance.MaintenanceStore;
import io.healthmon.maintenance.MaintenanceWindow;
import io.healthmon.metric.Bucket;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures of the results in memory, which are few enough to be counted when somebody asks. */
final class InMemoryRollups implements RollupStore {

    /** Before it the calendar has no hours. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private final Function<String, @Nullable IntegrationLog> log;
    private final MaintenanceStore maintenance;

    /**
     * Makes the view.
     *
     * @param log the log of an id, or null; or an exception once the store is closed
     */
    InMemoryRollups(Function<String, @Nullable IntegrationLog> log, MaintenanceStore maintenance) {
        this.log = log;
        this.maintenance = maintenance;
    }

    @Override
    public boolean rollUp(Instant now) {
        return false;
    }

    @Override
    public void rebuildFrom(Instant moment) {
        // figures are made when they are asked for
    }

    @Override
    public void rebuildFrom(String integrationId, Instant moment) {
        // likewise
    }

    @Override
    public Map<String, Tally> tallies(Collection<String> integrationIds, TimeRange range) {
        Map<String, Tally> tallies = new HashMap<>();
        each(integrationIds, Resolution.HOUR, range, (id, hours) -> {
            Tally sum = Tally.create();
            hours.forEach(hour -> sum.merge(hour.tally()));
            tallies.put(id, sum);
        });
        return tallies;
    }

    @Override
    public Map<String, List<Bucket>> buckets(
            Collection<String> integrationIds, Resolution resolution, TimeRange range) {
        Map<String, List<Bucket>> buckets = new HashMap<>();
        each(integrationIds, resolution, range, (id, hours) -> buckets.put(id, joined(hours, resolution)));
        return buckets;
    }

    private void each(
            Collection<String> ids, Resolution resolution, TimeRange range, BiConsumer<String, List<Bucket>> action) {
        Instant from = resolution.floor(range.from().isBefore(FIRST) ? FIRST : range.from());
        List<MaintenanceWindow> windows = maintenance.windows(from, range.to());
        for (String id : ids) {
            IntegrationLog own = log.apply(id);
            List<Bucket> hours =
                    own == null ? List.of() : own.account(from, range.to(), MaintenanceWindow.spans(windows, id));
            if (!hours.isEmpty()) {
                action.accept(id, hours);
            }
        }
    }

    private static List<Bucket> joined(List<Bucket> hours, Resolution resolution) {
        List<Bucket> joined = new ArrayList<>();
        for (Bucket hour : hours) {
            Instant start = resolution.floor(hour.start());
            if (joined.isEmpty() || !joined.get(joined.size() - 1).start().equals(start)) {
                joined.add(new Bucket(start, Tally.create()));
            }
            joined.get(joined.size() - 1).tally().merge(hour.tally());
        }
        return List.copyOf(joined);
    }

    @Override
    public long removeBefore(Instant moment) {
        return 0;
    }
}
