package io.healthmon;

import io.healthmon.check.passive.PassiveEvidence;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what the application's calls show to the watch of an integration, as long as there is one. */
final class RecordedTraffic implements PassiveEvidence {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private final Services services;
    private final Registry registry;
    private final String id;

    RecordedTraffic(Engine engine, Watch watch) {
        this.services = engine.services();
        this.registry = engine.registry();
        this.id = watch.integration().id();
    }

    @Override
    public void succeeded(Duration took) {
        try {
            Watch watch = registry.find(id);
            if (watch != null) {
                watch.traffic.succeeded(services.scheduler().nanoTime(), took);
            }
        } catch (RuntimeException broken) {
            LOG.debug("healthmon: a call to {} could not be recorded", id, broken);
        }
    }

    @Override
    public void failed() {
        try {
            Watch watch = registry.find(id);
            long now = services.scheduler().nanoTime();
            if (watch != null && watch.traffic.failed(now)) {
                services.scheduler().schedule(watch::hasten, now);
            }
        } catch (RuntimeException broken) {
            LOG.debug("healthmon: a failed call to {} could not be recorded", id, broken);
        }
    }

    @Override
    public String toString() {
        return "passive evidence of " + id;
    }
}
