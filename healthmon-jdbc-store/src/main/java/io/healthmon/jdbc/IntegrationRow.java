package io.healthmon.jdbc;

import io.healthmon.check.Integration;
import io.healthmon.store.OperatorSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The operator's columns of an integration and beside them what was declared.
 *
 * @param id the integration's id
 * @param name its name
 * @param type what kind of service it is, or null
 * @param current what counts for it
 * @param declared what the application declared
 * @param validity how long a result stands at most, as declared; null if that was before anybody asked
 */
record IntegrationRow(
        String id,
        String name,
        @Nullable String type,
        OperatorSettings current,
        OperatorSettings declared,
        @Nullable Duration validity) {

    static final Bulk<IntegrationRow> COLUMNS = new Bulk<>(
            Bulk.column("integration_id", Kind.TEXT, IntegrationRow::id),
            Bulk.column("integration_name", Kind.TEXT, IntegrationRow::name),
            Bulk.column("integration_type", Kind.TEXT, IntegrationRow::type),
            Bulk.column("endpoint_url", Kind.TEXT, row -> row.current.endpoint()),
            Bulk.column("enabled", Kind.FLAG, row -> row.current.enabled()),
            Bulk.column("check_interval_ms", Kind.LONG, row -> millis(row.current.interval())),
            Bulk.column("timeout_ms", Kind.LONG, row -> millis(row.current.timeout())),
            Bulk.column("alert_on_failure", Kind.FLAG, row -> row.current.alertOnFailure()),
            Bulk.column("alert_threshold", Kind.NUMBER, row -> row.current.failureThreshold()),
            Bulk.column("alert_email", Kind.TEXT, row -> text(row.current.alertEmail())),
            Bulk.column("declared_endpoint_url", Kind.TEXT, row -> row.declared.endpoint()),
            Bulk.column("declared_enabled", Kind.FLAG, row -> row.declared.enabled()),
            Bulk.column("declared_check_interval_ms", Kind.LONG, row -> millis(row.declared.interval())),
            Bulk.column("declared_timeout_ms", Kind.LONG, row -> millis(row.declared.timeout())),
            Bulk.column("declared_alert_on_failure", Kind.FLAG, row -> row.declared.alertOnFailure()),
            Bulk.column("declared_alert_threshold", Kind.NUMBER, row -> row.declared.failureThreshold()),
            Bulk.column("declared_alert_email", Kind.TEXT, row -> text(row.declared.alertEmail())),
            Bulk.column("validity_ms", Kind.LONG, row -> millis(row.validity)));

    /** Returns the row of an integration that nobody edited. */
    static IntegrationRow of(Integration integration) {
        OperatorSettings declared = asStored(OperatorSettings.of(integration));
        Duration validity = Duration.ofMillis(integration.longestValidity().toMillis());
        return new IntegrationRow(
                integration.id(), integration.name(), integration.type(), declared, declared, validity);
    }

    /** Returns the row after this one that a declaration makes. */
    IntegrationRow redeclared(IntegrationRow declaration) {
        return new IntegrationRow(
                id,
                declaration.name,
                declaration.type,
                current.redeclared(declared, declaration.declared),
                declaration.declared,
                declaration.validity);
    }

    boolean edited() {
        return !current.equals(declared);
    }

    /** Reads a row that was declared at some time; while it is withdrawn, whether it is enabled stands aside. */
    static IntegrationRow read(ResultSet row, Dialect dialect) throws SQLException {
        String enabled = row.getBoolean("declared") ? "enabled" : "enabled_when_declared";
        OperatorSettings declared = new OperatorSettings(
                row.getString("declared_endpoint_url"),
                row.getBoolean("declared_enabled"),
                duration(row, "declared_check_interval_ms"),
                Duration.ofMillis(row.getLong("declared_timeout_ms")),
                row.getInt("declared_alert_threshold"),
                row.getBoolean("declared_alert_on_failure"),
                addresses(row.getString("declared_alert_email")),
                null);
        OperatorSettings current = new OperatorSettings(
                row.getString("endpoint_url"),
                row.getBoolean(enabled),
                duration(row, "check_interval_ms"),
                Duration.ofMillis(row.getLong("timeout_ms")),
                row.getInt("alert_threshold"),
                row.getBoolean("alert_on_failure"),
                addresses(row.getString("alert_email")),
                dialect.moment(row, "paused_until"));
        return new IntegrationRow(
                row.getString("integration_id"),
                row.getString("integration_name"),
                row.getString("integration_type"),
                current,
                declared,
                duration(row, "validity_ms"));
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Duration.ofMillis(millis);
    }

    static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    /** Returns the addresses in one fixed order; null when there are none. */
    static @Nullable String text(Set<String> addresses) {
        return addresses.isEmpty() ? null : String.join(", ", new TreeSet<>(addresses));
    }

    /** Takes what people write: commas, semicolons, blanks and line feeds all part addresses. */
    private static Set<String> addresses(@Nullable String text) {
        Set<String> addresses = new LinkedHashSet<>();
        for (String address : text == null ? new String[0] : text.split("[,;\\s]+")) {
            if (!address.isEmpty()) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    /** Returns the settings as they come back, so that what only the row cannot hold is no change. */
    private static OperatorSettings asStored(OperatorSettings settings) {
        Duration interval = settings.interval();
        return new OperatorSettings(
                settings.endpoint(),
                settings.enabled(),
                interval == null ? null : Duration.ofMillis(interval.toMillis()),
                Duration.ofMillis(settings.timeout().toMillis()),
                settings.failureThreshold(),
                settings.alertOnFailure(),
                settings.alertEmail(),
                settings.pausedUntil());
    }
}
