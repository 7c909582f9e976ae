package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth;
import io.healthmon.alert.Alert;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthEvent.AlertRaised;
import io.healthmon.event.HealthEvent.IntegrationRemoved;
import io.healthmon.event.HealthListener;
import io.healthmon.json.Json;
import io.healthmon.live.LiveData;
import io.healthmon.live.LiveFeed;
import io.healthmon.live.LiveSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a monitor tells into what clients are shown: {@code health} with the whole of an integration, {@code alert},
 * and {@code removed}.
 *
 * <p>What people look for, as a status, a flag, an error or an edit, is always shown. Where nothing but figures and times has
 * changed, at most 50 integrations a second are: the rest shows with one of their next checks.
 */
final class LiveEvents implements LiveSource.Listening, HealthListener<HealthEvent>, AutoCloseable {

    private static final int MOST_FIGURES_A_SECOND = 50;

    /** So many take some 15 ms. */
    private static final int MOST_IN_A_LOOK = 1_000;

    private final HealthMonitor monitor;
    private final LiveFeed feed;
    private final IntegrationJson rendering;
    private final Map<String, IntegrationHealth> shown = new ConcurrentHashMap<>();
    private volatile Runnable end = () -> {};
    private long second;
    private int figures;

    private LiveEvents(HealthMonitor monitor, LiveFeed feed) {
        this.monitor = monitor;
        this.feed = feed;
        this.rendering = new IntegrationJson(monitor);
    }

    /**
     * Begins to tell a feed what happens.
     *
     * @throws HealthMonitor.ClosedException if the monitor is closed
     */
    static LiveEvents begin(HealthMonitor monitor, LiveFeed feed) {
        LiveEvents events = new LiveEvents(monitor, feed);
        monitor.health().integrations().forEach(health -> events.shown.put(id(health), health));
        events.end = monitor.listen(HealthEvent.class, events);
        return events;
    }

    @Override
    public void on(HealthEvent event) {
        Integration integration = event.integration();
        if (event instanceof AlertRaised raised) {
            feed.publish("alert", integration, LiveData.ofAll(Json.write(alert(raised.alert()))));
        } else if (event instanceof IntegrationRemoved) {
            showRemoval(integration);
        } else {
            show(integration.id());
        }
    }

    /** Shows what has turned stale, and whose pause is over; of very many the first, and the rest with the next look. */
    @Override
    public void lookAround() {
        monitor.health().integrations().stream()
                .filter(health -> differs(health, shown.get(id(health))))
                .limit(MOST_IN_A_LOOK)
                .forEach(health -> show(id(health)));
    }

    @Override
    public void end() {
        end.run();
    }

    /** Is called with the monitor's end. */
    @Override
    public void close() {
        feed.close();
    }

    /**
     * Shows an integration as it is now, unless it was shown like this; one event after the other, whichever thread comes
     * with it, so that nothing of an integration follows its removal.
     */
    private synchronized void show(String id) {
        IntegrationHealth health = monitor.find(id).orElse(null);
        IntegrationHealth before = shown.get(id);
        if (health == null || health.equals(before) || (!differs(health, before) && !figuresHaveRoom())) {
            return;
        }
        shown.put(id, health);
        feed.publish("health", health.integration(), data(health));
    }

    /** Whoever sees what an owner has sees nothing else, what it depends on among that. */
    private LiveData data(IntegrationHealth health) {
        Integration integration = health.integration();
        byte[] whole = Json.write(rendering.of(health, new Sight(monitor, Scope.WHOLE)));
        Sight owners = new Sight(monitor, new Scope(integration.owner()));
        return owners.dependencies(integration).size()
                        == integration.dependsOn().size()
                ? LiveData.ofAll(whole)
                : LiveData.of(whole, Json.write(rendering.of(health, owners)));
    }

    private synchronized void showRemoval(Integration integration) {
        shown.remove(integration.id());
        feed.publish("removed", integration, LiveData.ofAll(Json.write(removed(integration))));
    }

    /** Returns whether more than figures and times has changed. */
    private static boolean differs(IntegrationHealth now, @Nullable IntegrationHealth before) {
        return before == null
                || now.status() != before.status()
                || !now.flags().equals(before.flags())
                || !now.integration().equals(before.integration())
                || !Objects.equals(now.state().problem(), before.state().problem())
                || !Objects.equals(now.state().since(), before.state().since());
    }

    private boolean figuresHaveRoom() {
        long now = monitor.clock().instant().getEpochSecond();
        if (now != second) {
            second = now;
            figures = 0;
        }
        return figures++ < MOST_FIGURES_A_SECOND;
    }

    private static String id(IntegrationHealth health) {
        return health.integration().id();
    }

    private static Map<String, @Nullable Object> alert(Alert alert) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", alert.id());
        json.put("kind", alert.kind().label());
        json.put("severity", alert.severity().label());
        json.put("integration", alert.integrationId());
        json.put("name", alert.integrationName());
        json.put("at", Times.text(alert.at()));
        json.put("status", alert.status().label());
        json.put("downSince", Times.text(alert.downSince()));
        json.put("consecutiveFailures", alert.consecutiveFailures());
        json.put("responseTime", IntegrationJson.known(alert.responseTimeMillis()));
        Problem problem = alert.problem();
        json.put("error", problem == null ? null : IntegrationJson.problem(problem, null));
        return json;
    }

    private static Map<String, Object> removed(Integration integration) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", integration.id());
        json.put("name", integration.name());
        return json;
    }
}
