package io.healthmon;

import java.time.Duration;
import java.time.Instant;

/** Looks at the monitor itself, from memory. */
final class Introspection {

    private final Services services;
    private final Registry registry;
    private final Dispatcher dispatcher;

    Introspection(Services services, Registry registry, Dispatcher dispatcher) {
        this.services = services;
        this.registry = registry;
        this.dispatcher = dispatcher;
    }

    SelfHealth with(StoreHealth store) {
        SelfHealth.Alerts alerts =
                new SelfHealth.Alerts(dispatcher.waiting(), dispatcher.givenUp(), dispatcher.dropped());
        return new SelfHealth(schedule(), alerts, store, services.journal().clockJumps());
    }

    private SelfHealth.Schedule schedule() {
        int running = 0;
        int stuck = 0;
        Duration overdue = Duration.ZERO;
        for (Watch watch : registry.byName()) {
            Instant now = services.instant();
            IntegrationHealth health = watch.health(now);
            running += watch.currentRun() == null ? 0 : 1;
            stuck += health.is(Flag.STUCK) ? 1 : 0;
            Instant next = health.nextCheckAt();
            if (next != null && Duration.between(next, now).compareTo(overdue) > 0) {
                overdue = Duration.between(next, now);
            }
        }
        Punctuality punctuality = services.journal().punctuality();
        Duration lag = punctuality.lag(services.scheduler().nanoTime());
        return new SelfHealth.Schedule(
                overdue.compareTo(lag) > 0 ? overdue : lag, punctuality.due(), punctuality.missed(), running, stuck);
    }
}
