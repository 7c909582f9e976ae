package io.healthmon;

import io.healthmon.alert.AlertPolicy;
import io.healthmon.check.Integration;
import io.healthmon.schedule.Ownership;
import io.healthmon.schedule.Scheduler;
import io.healthmon.secret.Redactor;
import java.time.Clock;
import java.time.Instant;

/**
 * What every watch needs of the engine.
 *
 * @param scheduler the running time
 * @param clock the dates
 * @param ownership what is ours to run
 * @param launcher starts runs
 * @param journal where what happened goes
 * @param faults where faults of checks themselves go
 * @param policy who is told of what
 * @param maintenance what is announced for now
 * @param redactor knows what is configured as secret
 * @param network judges results by those of all others
 */
record Services(
        Scheduler scheduler,
        Clock clock,
        Ownership ownership,
        Launcher launcher,
        Journal journal,
        Faults faults,
        AlertPolicy policy,
        KnownMaintenance maintenance,
        Redactor redactor,
        LocalNetwork network) {

    Moment now() {
        return Moment.now(scheduler, clock);
    }

    Instant instant() {
        return now().instant();
    }

    /** Returns the epoch under which this instance may run what is due, or {@link Ownership#NOT_OURS}. */
    long epoch(Integration integration) {
        return ownership.epoch(integration.id());
    }

    /** Returns the epoch of what a person asks for, which is run here, whoever owns the schedule. */
    long epochByHand(Integration integration) {
        return Math.max(0, epoch(integration));
    }
}
