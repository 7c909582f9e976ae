package io.healthmon;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.event.HealthEvent.StatusChanged;
import io.healthmon.event.HealthListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes every change of a decided status to the log, and nothing else. */
final class StatusLog implements HealthListener<StatusChanged> {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    @Override
    public void on(StatusChanged change) {
        Problem problem = change.state().problem();
        String from = change.from().label();
        if (problem == null) {
            LOG.info(
                    "healthmon: {} is {}, was {}",
                    change.integration(),
                    change.to().label(),
                    from);
        } else if (change.to() == HealthStatus.DOWN) {
            LOG.warn("healthmon: {} is down, was {}: {}", change.integration(), from, problem.message());
        } else {
            LOG.info(
                    "healthmon: {} is {}, was {}: {}",
                    change.integration(),
                    change.to().label(),
                    from,
                    problem.message());
        }
    }
}
