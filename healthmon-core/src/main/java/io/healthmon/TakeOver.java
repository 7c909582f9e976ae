package io.healthmon;

import io.healthmon.check.HealthCheck;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore;
import io.healthmon.store.OperatorSettings;
import io.healthmon.store.StoredState;
import io.healthmon.store.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets watches go on from what the store keeps of their integrations. One thread at a time may call it. */
final class TakeOver {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private final HealthStore store;
    private final Edits edits;
    private final Recollection recollection;
    private final Redactor redactor;

    TakeOver(HealthStore store, Edits edits, Recollection recollection, Redactor redactor) {
        this.store = store;
        this.edits = edits;
        this.recollection = recollection;
        this.redactor = redactor;
    }

    /**
     * Lets a watch go on.
     *
     * @param edited what operators made of its integration, or null if it is as declared
     * @param known its state, or null if it has none
     */
    void of(Watch watch, @Nullable OperatorSettings edited, @Nullable StoredState known) {
        edits.apply(watch, edited != null ? edited : OperatorSettings.of(edits.declared(watch)));
        if (known == null) {
            return;
        }
        boolean renewed = edits.isRenewed(watch);
        Instant last = known.health().lastCheckAt();
        if (last != null && edits.original(watch) instanceof HealthCheck.Restorable check) {
            // why: read before the state is taken over, so that a store that fails now is asked for both again
            TimeRange untilLast = new TimeRange(Instant.EPOCH, last.plusMillis(1));
            List<Observation> newest = store.history(watch.integration().id(), untilLast, 1);
            boolean first = watch.takeOver(known);
            if ((first || renewed) && !newest.isEmpty()) {
                restore(watch, check, newest.get(0));
            }
        } else {
            watch.takeOver(known);
        }
        // why: what is declared anew goes on in memory, and would count everything twice
        if (last != null && !renewed) {
            recollection.add(watch, last);
        }
    }

    /** Is told that all of some watches go on; begins to read their figures, beside everything else. */
    void done(Collection<Watch> watches) {
        edits.settled(watches);
        recollection.begin();
    }

    void close() {
        recollection.close();
    }

    private void restore(Watch watch, HealthCheck.Restorable check, Observation newest) {
        try {
            check.restore(newest.details());
        } catch (RuntimeException | LinkageError | AssertionError failure) {
            LOG.warn(
                    "healthmon: the check of {} cannot go on from its last result",
                    watch.integration(),
                    RedactedFailure.of(failure, redactor));
        }
    }
}
