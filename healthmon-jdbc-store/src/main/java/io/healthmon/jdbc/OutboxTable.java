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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables of alerts and their deliveries: {@code health_alert} and {@code health_alert_delivery}. */
final class OutboxTable implements AlertOutbox {

    private static final Bulk<Alert> ALERT = new Bulk<>(
            Bulk.column("alert_id", Kind.TEXT, Alert::id),
            Bulk.column("integration_id", Kind.TEXT, Alert::integrationId),
            Bulk.column("kind", Kind.TEXT, alert -> alert.kind().label()),
            Bulk.column("severity", Kind.TEXT, alert -> alert.severity().label()),
            Bulk.column("message", Kind.TEXT, OutboxTable::message),
            Bulk.column("raised_at", Kind.TIME, Alert::at),
            Bulk.column("resolved_at", Kind.TIME, alert -> alert.kind() == AlertKind.DOWN ? null : alert.at()),
            Bulk.column("alert_json", Kind.TEXT, AlertJson::write));

    private static final Bulk<Addressed> DELIVERY = new Bulk<>(
            Bulk.column("alert_id", Kind.TEXT, Addressed::alertId),
            Bulk.column("channel", Kind.TEXT, Addressed::channel),
            Bulk.column("follows", Kind.TEXT, Addressed::follows));

    private static final String RESOLVE =
            "update health_alert set resolved_at = :at where alert_id = :id and resolved_at is null";

    private static final String DUE = "select d.delivery_key from health_alert_delivery d"
            + " where d.state = 'waiting' and d.channel = :channel"
            + " and (d.next_attempt_at is null or d.next_attempt_at <= :now)"
            + " and (d.claimed_until is null or d.claimed_until <= :now)"
            + " and not exists (select 1 from health_alert_delivery b where b.alert_id = d.follows"
            + " and b.channel = d.channel and b.state <> 'delivered')"
            + " order by d.delivery_key limit 1 for update skip locked";

    private static final String CLAIM = "update health_alert_delivery"
            + " set attempts = attempts + 1, claimed_by = :claim, claimed_until = :until where delivery_key = :key";

    private static final String CLAIMED = "select d.attempts, a.alert_json from health_alert_delivery d"
            + " join health_alert a on a.alert_id = d.alert_id where d.delivery_key = :key";

    private static final String FOLLOWING_DEAD = "select d.delivery_key from health_alert_delivery d"
            + " join health_alert_delivery b on b.alert_id = d.follows and b.channel = d.channel"
            + " where d.state = 'waiting' and d.channel = :channel and b.state = 'dead'";

    private static final String GIVE_UP = "update health_alert_delivery set state = 'dead',"
            + " last_error = 'the alert that it follows was not delivered' where state = 'waiting' and %s";

    private static final String SETTLE = "update health_alert_delivery set state = :state,"
            + " next_attempt_at = :next, delivered_at = :delivered, last_error = :error,"
            + " claimed_by = null, claimed_until = null"
            + " where alert_id = :id and channel = :channel and state = 'waiting' and claimed_by = :claim";

    private static final String DELIVERED = "update health_alert_delivery set state = 'delivered', delivered_at = :at,"
            + " claimed_by = null, claimed_until = null"
            + " where alert_id = :id and channel = :channel and state <> 'delivered'";

    private static final int REMOVED_AT_ONCE = 1_000;

    /** Raised before, over, told, and not followed by one that is not. */
    private static final String OVER = "select a.alert_id from health_alert a"
            + " where a.raised_at < :before and a.resolved_at is not null"
            + " and not exists (select 1 from health_alert_delivery d where d.alert_id = a.alert_id"
            + " and d.state = 'waiting')"
            + " and not exists (select 1 from health_alert_delivery f where f.follows = a.alert_id"
            + " and f.state = 'waiting') limit " + REMOVED_AT_ONCE;

    private static final String REMOVE_DELIVERIES = "delete from health_alert_delivery where %s";

    private static final String REMOVE = "delete from health_alert where %s";

    private final Database database;

    OutboxTable(Database database) {
        this.database = database;
    }

    /** Adds an alert and its deliveries; what is there already stays as it is. */
    static void add(Handle handle, Dialect dialect, IssuedAlert issued) {
        Alert alert = issued.alert();
        add(handle, dialect, "health_alert", ALERT, "r.alert_id = n.alert_id", List.of(alert));
        List<Addressed> deliveries = issued.channels().stream()
                .map(channel -> new Addressed(alert.id(), channel, issued.follows()))
                .toList();
        String same = "r.alert_id = n.alert_id and r.channel = n.channel";
        add(handle, dialect, "health_alert_delivery", DELIVERY, same, deliveries);
        if (issued.follows() != null) {
            handle.createUpdate(RESOLVE)
                    .bind("id", issued.follows())
                    .bind("at", alert.at())
                    .execute();
        }
    }

    private static <R> void add(
            Handle handle, Dialect dialect, String table, Bulk<R> columns, String same, List<R> rows) {
        String sql = dialect.insertAbsent(table, columns, same);
        dialect.bind(handle.createUpdate(sql), columns, rows).execute();
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
                giveUp(handle, dialect, channel);
            }
            return due.map(key -> claim(handle, key, channel, now.plus(hold)));
        });
    }

    /** Ends what waits for an alert that its channel will never deliver. */
    private static void giveUp(Handle handle, Dialect dialect, String channel) {
        List<Long> following = handle.createQuery(FOLLOWING_DEAD)
                .bind("channel", channel)
                .mapTo(Long.class)
                .list();
        if (!following.isEmpty()) {
            String sql = GIVE_UP.formatted(dialect.among("delivery_key", "keys"));
            dialect.bindAll(handle.createUpdate(sql), "keys", Kind.LONG, following)
                    .execute();
        }
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
        long removed = 0;
        long more;
        do {
            more = database.write("remove alerts from", (handle, dialect) -> removeSome(handle, dialect, moment));
            removed += more;
        } while (more == REMOVED_AT_ONCE);
        return removed;
    }

    private static long removeSome(Handle handle, Dialect dialect, Instant moment) {
        List<String> over = handle.createQuery(OVER)
                .bind("before", moment)
                .mapTo(String.class)
                .list();
        String among = dialect.among("alert_id", "ids");
        for (String sql : List.of(REMOVE_DELIVERIES.formatted(among), REMOVE.formatted(among))) {
            if (!over.isEmpty()) {
                dialect.bindAll(handle.createUpdate(sql), "ids", Kind.TEXT, over)
                        .execute();
            }
        }
        return over.size();
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

    /**
     * What one channel is to be told.
     *
     * @param alertId the alert
     * @param channel the channel
     * @param follows the alert that has to be told before, or null
     */
    private record Addressed(
            String alertId, String channel, @Nullable String follows) {}
}
