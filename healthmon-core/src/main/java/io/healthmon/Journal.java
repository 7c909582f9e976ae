package io.healthmon;

import io.healthmon.alert.IssuedAlert;
import io.healthmon.check.Integration;
import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthEvent.AlertRaised;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.event.HealthEvent.ClockJumped;
import io.healthmon.event.HealthEvent.StatusChanged;
import io.healthmon.state.HealthState;
import io.healthmon.store.HealthStore.Entry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where everything that happened goes: to the recorder, to the dispatcher, to the listeners, and into the count of changes
 * by which a snapshot knows that it is out of date. Safe for use by multiple threads; never blocks but in the methods
 * that settle.
 */
final class Journal {

    private final Recorder recorder;
    private final Dispatcher dispatcher;
    private final Listeners listeners;
    private final ClockJumps clockJumps = new ClockJumps();
    private final Punctuality punctuality = new Punctuality();
    private final AtomicLong changes = new AtomicLong();

    Journal(Recorder recorder, Dispatcher dispatcher, Listeners listeners) {
        this.recorder = recorder;
        this.dispatcher = dispatcher;
        this.listeners = listeners;
    }

    /** Takes a result and the states around it. {@link #settle()} is to follow once the caller holds no lock. */
    void result(Integration integration, HealthState before, Entry entry, Moment now) {
        changed();
        Duration jump = clockJumps.notice(now);
        if (jump != null) {
            listeners.tell(new ClockJumped(integration, now.instant(), jump));
        }
        IssuedAlert issued = entry.issued();
        if (issued != null) {
            // why: before the recorder has it, or it might be stored before it is known
            dispatcher.issued(issued);
        }
        recorder.add(entry);
        HealthState after = entry.state();
        if (listeners.want(CheckCompleted.class)) {
            listeners.tell(new CheckCompleted(integration, entry.observation().at(), entry.observation(), after));
        }
        if (after.status() != before.status()) {
            listeners.tell(new StatusChanged(integration, entry.observation().at(), before.status(), after));
        }
        if (issued != null) {
            listeners.tell(new AlertRaised(integration, entry.observation().at(), issued.alert()));
        }
    }

    /** Takes that a run was due. */
    void due(Moment now, Timetable.Late late) {
        punctuality.due(now.nanos(), late);
        changed();
    }

    Punctuality punctuality() {
        return punctuality;
    }

    /** Returns how often the clock was set so far. */
    long clockJumps() {
        return clockJumps.count();
    }

    /** Takes an event that changes what a snapshot shows. */
    void event(HealthEvent event) {
        changed();
        listeners.tell(event);
    }

    void changed() {
        changes.incrementAndGet();
    }

    /** Returns how much has happened so far; as long as it stays the same, nothing has. */
    long changes() {
        return changes.get();
    }

    /** Keeps results from the store until {@link #release()}. */
    void hold() {
        recorder.hold();
    }

    /** Ends {@link #hold()}; may block as long as the store does. */
    void release() {
        recorder.release();
        recorder.write();
    }

    /** Brings what waits to the store, unless that goes on already; may block as long as the store does. */
    void settle() {
        recorder.write();
    }

    /** Brings what waits to the store now, for somebody who waits for it; may block as long as the store does. */
    void settleNow() {
        recorder.writeNow();
    }

    /** Brings all that waits to the store, after whoever does it already; may block as long as the store does. */
    void settleAll() {
        recorder.writeAll();
    }
}
