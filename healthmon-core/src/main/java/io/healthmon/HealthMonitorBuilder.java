package io.healthmon;

import io.healthmon.alert.AlertPolicy;
import io.healthmon.alert.Severity;
import io.healthmon.channel.AlertChannel;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.egress.TargetGuard;
import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthListener;
import io.healthmon.metric.application.MetricSettings;
import io.healthmon.schedule.Ownership;
import io.healthmon.schedule.Scheduler;
import io.healthmon.secret.NamedSecrets;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.settings.Settings;
import io.healthmon.state.LocalNetworkRule;
import io.healthmon.store.HealthStore;
import io.healthmon.store.InMemoryHealthStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link HealthMonitor}; everything has a default.
 *
 * <p>Wrong values are refused at once, with the name, the value, what is allowed and the way out. Not safe for use by
 * multiple threads; used for one monitor.
 *
 * @since 0.1
 */
public final class HealthMonitorBuilder {

    HealthStore store = InMemoryHealthStore.create();

    /** Where people see more of what an alert says, or null. */
    @Nullable String applicationUrl;

    Scheduler scheduler = Scheduler.inProcess();
    Clock clock = Clock.systemUTC();
    Ownership ownership = Ownership.alone();
    Limits limits = Limits.defaults();
    MetricSettings metrics = MetricSettings.defaults();
    HealthMonitor.Application application = new HealthMonitor.Application("unknown", "production");
    Retention retention = Retention.DEFAULT;
    LocalNetworkRule localNetwork = LocalNetworkRule.DEFAULT;
    TargetGuard guard = TargetGuard.publicOnly();
    NamedSecrets secrets = NamedSecrets.none();

    /** Knows the variables of a configuration that are secret. */
    Redactor redactor = Redactor.standard();

    DefaultSettings defaults = DefaultSettings.none();

    final RoutedChannels alerts = new RoutedChannels();

    /** By name, in the order in which they were added. */
    final Map<String, AlertChannel> channels = alerts.channels();

    /** What settings say of the store, or null. */
    private @Nullable ConfiguredStore configuredStore;

    private final List<Consumer<Engine>> steps = new ArrayList<>();

    HealthMonitorBuilder() {}

    /** Sets what {@code /health} says of the application. Default: version {@code unknown}, {@code production}. */
    public HealthMonitorBuilder application(String version, String environment) {
        this.application = new HealthMonitor.Application(version, environment);
        return this;
    }

    /**
     * Sets where people see more of what an alert says, such as the address of the page. Default: alerts have no link.
     *
     * @param url an {@code http://} or {@code https://} address
     * @throws IllegalArgumentException if it is none
     */
    public HealthMonitorBuilder applicationUrl(String url) {
        try {
            this.applicationUrl = WebAddress.parse(url).toString();
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "applicationUrl \"" + Redactor.standard().redact(url) + "\" " + refused.getMessage(), refused);
        }
        return this;
    }

    /**
     * Adds an integration and the check that watches it.
     *
     * <p>An id or name that is taken is refused by {@link #build()}.
     */
    public HealthMonitorBuilder add(Integration integration, HealthCheck check) {
        Objects.requireNonNull(integration, "integration");
        Objects.requireNonNull(check, "check");
        steps.add(engine -> engine.add(integration, check));
        return this;
    }

    /** Adds an integration and the check that watches it. */
    public HealthMonitorBuilder add(IntegrationBuilder integration, HealthCheck check) {
        return add(integration.build(), check);
    }

    /**
     * Takes over what settings say of the application, the defaults, the integrations, the channels, the alerts, the
     * store, the retention and the limits, by the names of the JSON configuration.
     *
     * <p>The store is opened by {@link #build()}, last of all. Names that nobody knows are left for {@link Settings#refuseUnknown()}, once every reader has read.
     *
     * @throws io.healthmon.settings.SettingException if a setting cannot be used
     */
    public HealthMonitorBuilder settings(Settings root) {
        MonitorSettings.apply(root, this);
        return this;
    }

    /**
     * Adds a secret that definitions from outside, as those over the API, may name where one is wanted. It is sent to its
     * hosts only: by TLS, unless one is written with {@code http://}.
     *
     * @param name lower-case letters, digits, {@code -} and {@code _}, at most 50
     * @param hosts such as {@code crm.example.com} or {@code crm.example.com:8443}
     * @throws IllegalArgumentException if something of it cannot be used
     */
    public HealthMonitorBuilder secret(String name, Secret secret, String... hosts) {
        this.secrets = secrets.with(name, secret, List.of(hosts));
        return this;
    }

    /**
     * Lets checks whose targets come from outside reach more than public addresses: networks such as
     * {@code 10.20.0.0/16}, addresses, or names of hosts. Default: public addresses only.
     *
     * @throws IllegalArgumentException if one is none of these
     */
    public HealthMonitorBuilder allowNetworks(String... networks) {
        this.guard = guard.allowing(List.of(networks));
        return this;
    }

    /** Sets where results are kept; the monitor closes it. Default: in memory, the last results of each. */
    public HealthMonitorBuilder store(HealthStore store) {
        this.store = store;
        this.configuredStore = null;
        return this;
    }

    void store(Settings settings) {
        this.configuredStore = ConfiguredStore.of(settings);
    }

    /** Sets who keeps the time; the monitor closes it. Default: {@link Scheduler#inProcess()}. */
    public HealthMonitorBuilder scheduler(Scheduler scheduler) {
        this.scheduler = scheduler;
        return this;
    }

    /** Sets the clock that dates come from. Default: the system's. */
    public HealthMonitorBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Sets which integrations this instance runs. Default: {@link Ownership#alone()}. */
    public HealthMonitorBuilder ownership(Ownership ownership) {
        this.ownership = ownership;
        return this;
    }

    /**
     * Sets how many checks run at once, from 1 to 10,000; others wait their turn. If not set: 10,000 on virtual threads,
     * 256 on platform threads. A check that goes on after its time limit no longer counts.
     */
    public HealthMonitorBuilder maxConcurrentChecks(int most) {
        limits = limits.withChecks(most);
        return this;
    }

    /** Sets how many checks of one provider's integrations run at once, from 1 to 10,000. If not set, no limit. */
    public HealthMonitorBuilder maxConcurrentChecks(String provider, int most) {
        limits = limits.withProvider(provider, most);
        return this;
    }

    /** Sets what is set of metrics. Default: the seed thresholds. */
    public HealthMonitorBuilder metrics(MetricSettings metrics) {
        this.metrics = metrics;
        return this;
    }

    /** Sets how many results wait while the store is slow or away, from 100 to 10,000,000. Default: 100,000, some 50 MB. */
    public HealthMonitorBuilder bufferedResults(int most) {
        limits = limits.withBufferedResults(most);
        return this;
    }

    /**
     * Sets when the network of this machine is taken for the reason why hosts cannot be reached: their integrations are
     * unknown then and not down, and one integration, {@code local-network}, is down for them all. Default:
     * {@link LocalNetworkRule#DEFAULT}.
     */
    public HealthMonitorBuilder localNetwork(LocalNetworkRule rule) {
        this.localNetwork = Objects.requireNonNull(rule, "rule");
        return this;
    }

    /** Sets how long single results are kept, from 1 hour to 10 years. Default: 90 days. */
    public HealthMonitorBuilder retention(Duration raw) {
        return retention(retention.withRaw(raw));
    }

    /** Sets how long what the store holds is kept, and when the rest is removed. Default: {@link Retention#DEFAULT}. */
    public HealthMonitorBuilder retention(Retention kept) {
        this.retention = Objects.requireNonNull(kept, "kept");
        return this;
    }

    /**
     * Adds a channel that tells people, under the name {@code alerts}; for several, name them.
     *
     * @throws IllegalArgumentException if there is one without a name already
     */
    public HealthMonitorBuilder alert(AlertChannel channel) {
        return alert("alerts", channel);
    }

    /**
     * Adds a channel that tells people when an integration is down, and when it has recovered.
     *
     * <p>The name is part of what the store keeps: a delivery waits for the channel of its name, in a later process too.
     * Unless routes say otherwise every channel gets every alert.
     *
     * <p>A message is sent within a second of the decision, on a thread of the channel's own, one at a time. One that is
     * not sent within 10 s, or fails, is tried again 3 s later, then after 10 s, 30 s, 2 min, 5 min, 15 min, 1 h and
     * hourly, each a tenth more or less; it is given up 3 days after the alert, or at once if the channel says so. A
     * channel that is {@link AutoCloseable} is closed with the monitor.
     *
     * @param name lower-case letters, digits, {@code -} and {@code _}, at most 50
     * @throws IllegalArgumentException if the name is not allowed, or taken
     */
    public HealthMonitorBuilder alert(String name, AlertChannel channel) {
        Objects.requireNonNull(channel, "channel");
        alerts.add(name, channel);
        return this;
    }

    /**
     * Sets the least time between two alerts that the same integration is down, from 0 to 30 days. A recovery is told at
     * once. Default: 1 hour.
     */
    public HealthMonitorBuilder alertCooldown(Duration cooldown) {
        alerts.cooldown(cooldown);
        return this;
    }

    /**
     * Sends alerts of some severities to some channels; the first route that takes a severity counts. Without any route
     * every channel gets every alert; with routes, what none of them takes is told to nobody.
     *
     * @param severities which; all if empty
     * @param channels the names of channels, which are refused by {@link #build()} if there are none
     */
    public HealthMonitorBuilder alertRoute(Set<Severity> severities, String... channels) {
        alerts.route(severities, List.of(channels), null);
        return this;
    }

    /**
     * Adds a listener for one kind of events, or for all with {@link HealthEvent} itself.
     *
     * @see HealthListener
     */
    public <E extends HealthEvent> HealthMonitorBuilder listen(Class<E> kind, HealthListener<? super E> listener) {
        steps.add(0, engine -> engine.listeners().add(kind, listener));
        return this;
    }

    /**
     * Builds the monitor; nothing runs before {@link HealthMonitor#start()}. When that fails, the store and the scheduler
     * that the builder was given stay open; a store that settings describe is opened last, and closed again.
     *
     * @throws IllegalArgumentException if two integrations share an id, or a name within one owner; if a route names a
     *     channel that there is not; if the settings of the store cannot be used
     * @throws io.healthmon.store.StoreException if the store that settings describe cannot be opened
     */
    public HealthMonitor build() {
        alerts.refuseUnknown();
        if (configuredStore == null) {
            return assemble();
        }
        HealthStore given = store;
        HealthStore opened = configuredStore.open();
        store = opened;
        try {
            return assemble();
        } catch (RuntimeException | Error refused) {
            store = given;
            opened.close();
            throw refused;
        }
    }

    private HealthMonitor assemble() {
        Engine engine = new Engine(this);
        engine.secrets().learn(store);
        alerts.channels().values().forEach(engine.secrets()::learn);
        try {
            steps.forEach(step -> step.accept(engine));
        } catch (RuntimeException refused) {
            engine.abandon();
            throw refused;
        }
        return new HealthMonitor(engine, application);
    }

    /** Returns what knows the secrets below {@code secrets} and in variables. */
    Redactor configuredSecrets() {
        return redactor.with(secrets.values());
    }

    /** Returns who is told of what. */
    AlertPolicy policy() {
        return alerts.policy();
    }
}
