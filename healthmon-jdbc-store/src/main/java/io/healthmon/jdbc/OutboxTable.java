package io.healthmon.jdbc;

import io.healthmon.alert.Alert;
import io.healthmon.alert.AlertKind;
import io.healthmon.alert.IssuedAlert;
import io.healthmon.channel.AlertMessage;
import io.healthmon.check.Problem;
import io.healthmon.outbox.AlertOutbox;
import io.healthmon.outbox.Delivery;
import io.healthmon.outbox.DeliveryOutcome;
import io.healthmon.outbox.DeliveryOutcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The tables of alerts and their deliveries: {@code health_alert} and {@code health_alert_delivery}. */
final class OutboxTable implements AlertOutbox {

    private static final String ADD_ALERT = "insert into health_alert"
            + " (alert_id, integration_id, kind, severity, message, raised_at, resolved_at, alert_json)"
            + " select :id, :integration, :kind, :severity, :message, cast(:raised as timestamp with time zone),"
            + " cast(:resolved as timestamp with time zone), :json"
            + " where not exists (select 1 from health_alert where alert_id = :id)";

    private static final String ADD_DELIVERY = "insert into health_alert_delivery (alert_id, channel, follows)"
            + " select :id, :channel, :follows where not exists"
            + " (select 1 from health_alert_delivery where alert_id = :id and channel = :channel)";

    private static final String RESOLVE =
            "update health_alert set resolved_at = :at where alert_id = :id and resolved_at is null";

    private static final String DUE = "select d.delivery_key from health_alert_delivery d"
            + " where d.state = 'waiting' and d.channel = :channel"
            + " and (d.next_attempt_at is null or d.next_attempt_at <= :now)"
            + " and (d.claimed_until is null or d.claimed_until <= :now)"
            + " and not exists (select 1 from health_alert_delivery b where b.alert_id = d.follows"
            + " and b.channel = d.channel and b.state <> 'delivered')"
            + " order by d.delivery_key fetch first 1 row only for update skip locked";

    private static final String CLAIM = "update health_alert_delivery"
            + " set attempts = attempts + 1, claimed_by = :claim, claimed_until = :until where delivery_key = :key";

    private static final String CLAIMED = "select d.attempts, a.alert_json from health_alert_delivery d"
            + " join health_alert a on a.alert_id = d.alert_id where d.delivery_key = :key";

    private static final String FOLLOW_DEAD = "update health_alert_delivery set state = 'dead',"
            + " last_error = 'the alert that it follows was not delivered'"
            + " where state = 'waiting' and channel = :channel and exists (select 1 from health_alert_delivery b"
            + " where b.alert_id = health_alert_delivery.follows and b.channel = health_alert_delivery.channel"
            + " and b.state = 'dead')";

    private static final String SETTLE = "update health_alert_delivery set state = :state,"
            + " next_attempt_at = :next, delivered_at = :delivered, last_error = :error,"
            + " claimed_by = null, claimed_until = null"
            + " where alert_id = :id and channel = :channel and state = 'waiting' and claimed_by = :claim";

    private static final String DELIVERED = "update health_alert_delivery set state = 'delivered', delivered_at = :at,"
            + " claimed_by = null, claimed_until = null"
            + " where alert_id = :id and channel = :channel and state <> 'delivered'";

    /** Raised before, over, told, and not followed by one that is not. */
    private static final String OVER = "raised_at < :before and resolved_at is not null"
            + " and not exists (select 1 from health_alert_delivery d where d.alert_id = health_alert.alert_id"
            + " and d.state = 'waiting')"
            + " and not exists (select 1 from health_alert_delivery f where f.follows = health_alert.alert_id"
            + " and f.state = 'waiting')";

    private static final String REMOVE_DELIVERIES = "delete from health_alert_delivery where alert_id in"
            + " (select health_alert.alert_id from health_alert where " + OVER + ")";

    private static final String REMOVE = "delete from health_alert where " + OVER;

    private final Database database;

    OutboxTable(Database database) {
        this.database = database;
    }

    /** Adds an alert and its deliveries; what is there already stays as it is. */
    static void add(Handle handle, IssuedAlert issued) {
        Alert alert = issued.alert();
        boolean open = alert.kind() == AlertKind.DOWN;
        handle.createUpdate(ADD_ALERT)
                .bind("id", alert.id())
                .bind("integration", alert.integrationId())
                .bind("kind", alert.kind().label())
                .bind("severity", alert.severity().label())
                .bind("message", message(alert))
                .bind("raised", alert.at())
                .bind("resolved", open ? null : alert.at())
                .bind("json", AlertJson.write(alert))
                .execute();
        for (String channel : issued.channels()) {
            handle.createUpdate(ADD_DELIVERY)
                    .bind("id", alert.id())
                    .bind("channel", channel)
                    .bind("follows", issued.follows())
                    .execute();
        }
        if (issued.follows() != null) {
            handle.createUpdate(RESOLVE)
                    .bind("id", issued.follows())
                    .bind("at", alert.at())
                    .execute();
        }
    }

    private static String message(Alert alert) {
        String subject = new AlertMessage(alert, 1, alert.at(), null).subject();
        Problem problem = alert.problem();
        return problem == null ? subject : subject + ": " + problem.message();
    }

    @Override
    public Optional<Delivery> claim(String channel, Instant now, Duration hold) {
        return database.write("claim an alert in", (handle, dialect) -> {
            Optional<Long> due = handle.createQuery(DUE)
                    .bind("channel", channel)
                    .bind("now", now)
                    .mapTo(Long.class)
                    .findOne();
            if (due.isEmpty()) {
                handle.createUpdate(FOLLOW_DEAD).bind("channel", channel).execute();
            }
            return due.map(key -> claim(handle, key, channel, now.plus(hold)));
        });
    }

    private static Delivery claim(Handle handle, long key, String channel, Instant until) {
        String claim = UUID.randomUUID().toString();
        handle.createUpdate(CLAIM)
                .bind("key", key)
                .bind("claim", claim)
                .bind("until", until)
                .execute();
        return handle.createQuery(CLAIMED)
                .bind("key", key)
                .map((row, context) -> new Delivery(
                        channel, AlertJson.read(row.getString("alert_json")), row.getInt("attempts"), claim))
                .one();
    }

    @Override
    public void settle(Delivery delivery, DeliveryOutcome outcome) {
        Result result = outcome.result();
        database.write(
                "settle an alert in",
                (handle, dialect) -> handle.createUpdate(SETTLE)
                        .bind("state", result.name().toLowerCase(Locale.ROOT))
                        .bind("next", result == Result.WAITING ? outcome.at() : null)
                        .bind("delivered", result == Result.DELIVERED ? outcome.at() : null)
                        .bind("error", outcome.error())
                        .bind("id", delivery.alert().id())
                        .bind("channel", delivery.channel())
                        .bind("claim", delivery.claim())
                        .execute());
    }

    @Override
    public void delivered(String alertId, String channel, Instant at) {
        database.write(
                "settle an alert in",
                (handle, dialect) -> handle.createUpdate(DELIVERED)
                        .bind("id", alertId)
                        .bind("channel", channel)
                        .bind("at", at)
                        .execute());
    }

    @Override
    public long removeBefore(Instant moment) {
        return database.write("remove alerts from", (handle, dialect) -> {
            handle.createUpdate(REMOVE_DELIVERIES).bind("before", moment).execute();
            return (long) handle.createUpdate(REMOVE).bind("before", moment).execute();
        });
    }

    @Override
    public long waiting() {
        return database.read(
                "count the alerts in",
                (handle, dialect) -> handle.createQuery(
                                "select count(*) from health_alert_delivery where state = 'waiting'")
                        .mapTo(Long.class)
                        .one());
    }
}
