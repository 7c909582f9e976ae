package io.healthmon;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.schedule.Scheduler;
import io.healthmon.state.LocalNetworkRule;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows when hosts are silent: others are checked, and people are told by an integration of its own, which is there
 * from the first loss on. All of it happens later, without the lock of whoever noticed. Safe for use by multiple threads.
 */
final class NetworkReaction implements LocalNetwork.Reaction {

    /** The id of the integration that stands for the network of this machine. */
    static final String ID = "local-network";

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private final Registry registry;
    private final Scheduler scheduler;
    private final Launcher launcher;
    private final int witnesses;
    private final BiConsumer<Integration, HealthCheck> adding;

    private NetworkReaction(
            Registry registry,
            Scheduler scheduler,
            Launcher launcher,
            int witnesses,
            BiConsumer<Integration, HealthCheck> adding) {
        this.registry = registry;
        this.scheduler = scheduler;
        this.launcher = launcher;
        this.witnesses = witnesses;
        this.adding = adding;
    }

    /**
     * Returns what judges by a rule and is reacted to.
     *
     * @param adding adds an integration; refuses one whose id or name is taken
     */
    static LocalNetwork network(
            LocalNetworkRule rule,
            Registry registry,
            Scheduler scheduler,
            Launcher launcher,
            BiConsumer<Integration, HealthCheck> adding) {
        return new LocalNetwork(rule, new NetworkReaction(registry, scheduler, launcher, rule.hosts(), adding));
    }

    @Override
    public void askWitnesses(String site) {
        scheduler.schedule(() -> ask(site), scheduler.nanoTime());
    }

    private void ask(String site) {
        Set<String> asked = new HashSet<>(Set.of(site));
        for (Watch watch : registry.byName()) {
            String other = watch.figures(Standing::workingSite);
            if (asked.size() > witnesses) {
                return;
            }
            if (other != null && !asked.contains(other) && watch.hasten()) {
                asked.add(other);
            }
        }
    }

    @Override
    public void changed(HealthCheck network) {
        scheduler.schedule(() -> launcher.handOff(() -> tell(network)), scheduler.nanoTime());
    }

    private synchronized void tell(HealthCheck network) {
        Watch watch = registry.find(ID);
        try {
            if (watch == null) {
                adding.accept(integration(), network);
                watch = registry.require(ID);
            }
            if (watch.check() == network) {
                var unused = FreshCheck.of(watch);
            }
        } catch (IllegalArgumentException taken) {
            LOG.warn(
                    "healthmon: the network of this machine is lost or back, and no integration says so: {}",
                    taken.getMessage());
        } catch (IllegalStateException closed) {
            LOG.debug("healthmon: closed while the network of this machine was lost");
        }
    }

    private static Integration integration() {
        return Integration.named("Local network")
                .id(ID)
                .type("network")
                .every(Duration.ofMinutes(1))
                .failureThreshold(1)
                .build();
    }

    @Override
    public int integrations() {
        return registry.size();
    }
}
