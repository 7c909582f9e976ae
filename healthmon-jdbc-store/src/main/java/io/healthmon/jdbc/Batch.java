package io.healthmon.jdbc;

import io.healthmon.alert.IssuedAlert;
import io.healthmon.store.HealthStore.Entry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Entries that are written in one transaction: results, states and alerts. Not safe for use by multiple threads. */
final class Batch {

    private final List<Entry> entries;
    private boolean tried;

    Batch(List<Entry> entries) {
        this.entries = entries;
    }

    /** Writes what may be written and returns the rest; may be called again if the transaction is rolled back. */
    List<Entry> write(Handle handle, Dialect dialect) throws SQLException {
        boolean fresh = !tried;
        tried = true;
        Map<String, StateTable.Locked> locked = lock(handle, dialect);
        Map<String, StateTable.Row> states = new LinkedHashMap<>();
        List<ResultTable.Row> results = new ArrayList<>();
        List<IssuedAlert> issued = new ArrayList<>();
        List<Entry> refused = new ArrayList<>();
        for (Entry entry : entries) {
            StateTable.Locked row = Objects.requireNonNull(locked.get(entry.integrationId()));
            StateTable.Row before = states.get(entry.integrationId());
            long epoch = before == null ? row.epoch() : before.entry().epoch();
            if (entry.epoch() < epoch) {
                refused.add(entry);
                continue;
            }
            states.put(entry.integrationId(), StateTable.Row.after(row, before, entry));
            results.add(new ResultTable.Row(row.key(), entry.observation()));
            if (entry.issued() != null) {
                issued.add(entry.issued());
            }
        }
        if (!results.isEmpty()) {
            ResultTable.add(handle, dialect, results, fresh);
            StateTable.update(handle, dialect, List.copyOf(states.values()));
            issued.forEach(alert -> OutboxTable.add(handle, dialect, alert));
        }
        return List.copyOf(refused);
    }

    private Map<String, StateTable.Locked> lock(Handle handle, Dialect dialect) {
        TreeSet<String> ids = new TreeSet<>();
        entries.forEach(entry -> ids.add(entry.integrationId()));
        Map<String, StateTable.Locked> locked = StateTable.lock(handle, dialect, ids);
        ids.removeAll(locked.keySet());
        if (!ids.isEmpty()) {
            IntegrationTable.addUndeclared(handle, dialect, List.copyOf(ids));
            locked.putAll(StateTable.lock(handle, dialect, ids));
        }
        return locked;
    }
}
