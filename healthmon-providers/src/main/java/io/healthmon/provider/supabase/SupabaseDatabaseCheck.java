package io.healthmon.provider.supabase;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.provider.http.CheckCost;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.quota.QuotaHeadroom;
import io.healthmon.provider.quota.QuotaLimit;
import io.healthmon.provider.service.Service;
import io.healthmon.provider.service.ServiceCheck;
import io.healthmon.provider.service.ServiceSettings;
import io.healthmon.provider.service.Shape;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.secret.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Builds checks of the database of a Supabase project, which read one row of a table or call a function over its API.
 *
 * <pre>{@code
 * monitor.add(
 *         SupabaseDatabaseCheck.integration("Database").critical().build(),
 *         SupabaseDatabaseCheck.with("https://abcdefghijklmnopqrst.supabase.co", Secret.of(key))
 *                 .table("health")
 *                 .column("id")
 *                 .build());
 * }</pre>
 *
 * <p>Healthy is an answer to a real query, which proves gateway, key, PostgREST and database; of what it holds nothing is
 * kept but how many rows. A table without a row that the key may see is healthy too, and the detail {@code reduced} says
 * that no row was read. Best is a table, a view or a function made for the purpose. Without table and function only the root of
 * the API is asked for, for which Supabase wants a secret key. A check without project or key is unknown and asks nobody.
 * Not safe for use by multiple threads; the checks are.
 *
 * @since 0.1
 */
public final class SupabaseDatabaseCheck {

    static final Service SERVICE = new Service(
            "supabase-database",
            "Supabase Database",
            "https://supabase.co",
            SupabaseErrors.KEYS,
            SupabaseErrors.STATUS_PAGE,
            Duration.ofMinutes(5),
            3,
            "SELECT on the table, or EXECUTE on the function, for the role of the key",
            SupabaseProject.KEY,
            "sb-request-id");

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_$]{0,62}";
    private static final String NO_ROW =
            "No row came: that proves the query, but not that the key may read a row, as policies hide rows silently.";

    private final SupabaseProject project;
    private Route route = Route.direct();
    private @Nullable QuotaLimit quota;
    private @Nullable String table;
    private @Nullable String column;
    private @Nullable String function;
    private @Nullable String schema;

    private SupabaseDatabaseCheck(SupabaseProject project) {
        this.project = project;
    }

    /**
     * Begins a check with a publishable, a secret or a legacy key; what is blank counts as missing.
     *
     * @param project the reference of the project, or its address
     * @throws IllegalArgumentException if they cannot be what they are said to be
     */
    public static SupabaseDatabaseCheck with(String project, Secret apiKey) {
        return new SupabaseDatabaseCheck(SupabaseProject.of(project, apiKey));
    }

    /** Begins an integration with the defaults of this check: every 5 minutes, down after 3 failures. */
    public static IntegrationBuilder integration(String name) {
        return SERVICE.integration(name);
    }

    /** Returns what it takes to check the database. */
    public static CheckCost cost() {
        return SERVICE.cost();
    }

    static ServiceCheck of(ServiceSettings settings) {
        SupabaseDatabaseCheck check = new SupabaseDatabaseCheck(SupabaseProject.read(settings));
        settings.text("table", check::table);
        settings.text("column", check::column);
        settings.text("function", check::function);
        settings.text("schema", check::schema);
        settings.quota(check::quota);
        return check.via(settings.route()).service();
    }

    /** Sets the table or view of which a row is read. If not set, no table is asked for. */
    public SupabaseDatabaseCheck table(String name) {
        this.table = name("table", name, "a table or view, as health");
        return this;
    }

    /** Sets the column that is read. Default: all of them; one is less to send. */
    public SupabaseDatabaseCheck column(String name) {
        this.column = name("column", name, "one column, as id");
        return this;
    }

    /** Sets the function that is called in place of a table, without arguments. If not set, none is called. */
    public SupabaseDatabaseCheck function(String name) {
        this.function = name("function", name, "a function without parameters, as health");
        return this;
    }

    /** Sets the schema of the table or function. If not set, the first that the project exposes. */
    public SupabaseDatabaseCheck schema(String name) {
        this.schema = name("schema", name, "a schema that the project exposes, as api");
        return this;
    }

    private static String name(String setting, String name, String allowed) {
        if (!name.matches(NAME)) {
            throw RefusedSettingException.ofText(setting, name, "the name of " + allowed);
        }
        return name;
    }

    /**
     * Keeps what the answer tells of a quota in the details, as {@link QuotaHeadroom} reads it, and counts a healthy one as
     * degraded while less than a share is left, from 0 to 100 percent. If not set, it is not looked at.
     */
    public SupabaseDatabaseCheck quota(int degradedBelowPercent) {
        this.quota = new QuotaLimit(degradedBelowPercent);
        return this;
    }

    /** Sets how to get to the project. If not set, straight to its address. */
    public SupabaseDatabaseCheck via(Route route) {
        this.route = route;
        return this;
    }

    /**
     * Returns the check; this builder may be used on.
     *
     * @throws IllegalArgumentException if both table and function are set, neither is although the key is not a secret one, a
     *     column is set without a table or a schema without either, the key is bound to other hosts, or a key or trust store cannot be read
     */
    public HealthCheck build() {
        return service();
    }

    private ServiceCheck service() {
        refuseContradictions();
        if (function != null) {
            return call(function);
        }
        return table != null ? read(table) : root();
    }

    private void refuseContradictions() {
        if (table != null && function != null) {
            throw new RefusedSettingException("function", "function stands beside table; keep one of the two", null);
        }
        if (column != null && table == null) {
            String message = function == null
                    ? "column stands there without a table; set \"table\", or remove \"column\""
                    : "column stands beside function, which is called whole; remove \"column\"";
            throw new RefusedSettingException("column", message, null);
        }
        if (schema != null && table == null && function == null) {
            throw new RefusedSettingException(
                    "schema",
                    "schema stands there without a table and a function; set one of the two, or remove \"schema\"",
                    null);
        }
    }

    private ServiceCheck read(String name) {
        return project.ask(
                SERVICE,
                DatabaseErrors.TABLE,
                (rows, answer) -> rows(rows),
                route,
                "/rest/v1/" + name + "?select=" + (column == null ? "*" : column) + "&limit=1",
                ServiceCheck.minding(
                        quota, request -> schema == null ? request : request.header("Accept-Profile", schema)));
    }

    private static CheckResult rows(Shape answer) {
        int rows = answer.objects().size();
        CheckResult result = CheckResult.healthy().withDetail("rows", rows);
        return rows == 0 ? result.withDetail("reduced", NO_ROW) : result;
    }

    private ServiceCheck call(String name) {
        return project.ask(
                SERVICE,
                DatabaseErrors.CALL,
                (value, answer) -> CheckResult.healthy(),
                route,
                "/rest/v1/rpc/" + name,
                ServiceCheck.minding(quota, request -> {
                    request.method("POST").body("{}");
                    return schema == null ? request : request.header("Content-Profile", schema);
                }));
    }

    private ServiceCheck root() {
        if (!project.secretKey()) {
            throw new RefusedSettingException(
                    "table",
                    "table is missing: without it the root of the API would be asked for, which Supabase answers to"
                            + " secret keys only; set \"table\" or \"function\"",
                    null);
        }
        // why: HEAD brings no document to read, so that the table alone says what a status means.
        return project.ask(
                SERVICE,
                DatabaseErrors.ROOT,
                (document, answer) -> CheckResult.healthy(),
                route,
                "/rest/v1/",
                ServiceCheck.minding(quota, request -> request.method("HEAD")));
    }
}
