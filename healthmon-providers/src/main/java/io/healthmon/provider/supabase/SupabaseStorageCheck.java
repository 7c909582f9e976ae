package io.healthmon.provider.supabase;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.Problem;
import io.healthmon.provider.http.CheckCost;
import io.healthmon.provider.http.HttpAnswer;
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
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Builds checks of the storage of a Supabase project, which look for a bucket and read no file.
 *
 * <pre>{@code
 * monitor.add(
 *         SupabaseStorageCheck.integration("Files").build(),
 *         SupabaseStorageCheck.with("abcdefghijklmnopqrst", Secret.of(key)).bucket("avatars").build());
 * }</pre>
 *
 * <p>Healthy is a bucket that is there, or without one a list of buckets, which proves key and database. A list without a
 * bucket is healthy too, and the detail {@code reduced} says that none was seen. {@link #ownHealth} asks the service for its
 * own opinion instead. A check without project or key is unknown and asks nobody. Not safe for use by multiple threads; the
 * checks are.
 *
 * @since 0.1
 */
public final class SupabaseStorageCheck {

    static final Service SERVICE = new Service(
            "supabase-storage",
            "Supabase Storage",
            "https://supabase.co",
            SupabaseErrors.KEYS,
            SupabaseErrors.STATUS_PAGE,
            Duration.ofMinutes(5),
            3,
            "to see buckets: a secret key, or a policy for the role of the key",
            SupabaseProject.KEY,
            "sb-request-id");

    private final SupabaseProject project;
    private Route route = Route.direct();
    private @Nullable QuotaLimit quota;
    private @Nullable String bucket;
    private boolean ownHealth;

    private SupabaseStorageCheck(SupabaseProject project) {
        this.project = project;
    }

    /**
     * Begins a check with a publishable, a secret or a legacy key; what is blank counts as missing.
     *
     * @param project the reference of the project, or its address
     * @throws IllegalArgumentException if they cannot be what they are said to be
     */
    public static SupabaseStorageCheck with(String project, Secret apiKey) {
        return new SupabaseStorageCheck(SupabaseProject.of(project, apiKey));
    }

    /** Begins an integration with the defaults of this check: every 5 minutes, down after 3 failures. */
    public static IntegrationBuilder integration(String name) {
        return SERVICE.integration(name);
    }

    /** Returns what it takes to check the storage. */
    public static CheckCost cost() {
        return SERVICE.cost();
    }

    static ServiceCheck of(ServiceSettings settings) {
        SupabaseStorageCheck check = new SupabaseStorageCheck(SupabaseProject.read(settings));
        settings.text("bucket", check::bucket);
        settings.plain().flag("ownHealth").ifPresent(check::ownHealth);
        settings.quota(check::quota);
        return check.via(settings.route()).service();
    }

    /** Sets the bucket that has to be there. If not set, a list of buckets will do. */
    public SupabaseStorageCheck bucket(String id) {
        if (!id.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")) {
            throw RefusedSettingException.ofText("bucket", id, "the id of a bucket, as avatars");
        }
        this.bucket = id;
        return this;
    }

    /**
     * Sets whether the service is asked how it is, which probes its database, in place of buckets; the platform of Supabase
     * may keep that from outside. Default: false.
     */
    public SupabaseStorageCheck ownHealth(boolean asked) {
        this.ownHealth = asked;
        return this;
    }

    /**
     * Keeps what the answer tells of a quota in the details, as {@link QuotaHeadroom} reads it, and counts a healthy one as
     * degraded while less than a share is left, from 0 to 100 percent. If not set, it is not looked at.
     */
    public SupabaseStorageCheck quota(int degradedBelowPercent) {
        this.quota = new QuotaLimit(degradedBelowPercent);
        return this;
    }

    /** Sets how to get to the project. If not set, straight to its address. */
    public SupabaseStorageCheck via(Route route) {
        this.route = route;
        return this;
    }

    /**
     * Returns the check; this builder may be used on.
     *
     * @throws IllegalArgumentException if bucket and ownHealth are both set, the key is bound to other hosts, or a key or
     *     trust store cannot be read
     */
    public HealthCheck build() {
        return service();
    }

    private ServiceCheck service() {
        if (ownHealth && bucket != null) {
            throw new RefusedSettingException(
                    "ownHealth", "ownHealth stands beside bucket; keep one of the two, or use a check for each", null);
        }
        if (ownHealth) {
            return ask("/storage/v1/health", (health, answer) -> health(health));
        }
        String wanted = bucket;
        return wanted == null
                ? ask("/storage/v1/bucket?limit=1", (buckets, answer) -> list(buckets))
                : ask("/storage/v1/bucket/" + wanted, (found, answer) -> named(found, wanted));
    }

    /** An answer about another bucket comes of something between that keeps answers, or of another service. */
    private static CheckResult named(Shape found, String wanted) {
        if (!found.text("id").equals(wanted)) {
            throw found.wrong("id", "the text " + wanted);
        }
        return CheckResult.healthy();
    }

    private ServiceCheck ask(String path, BiFunction<Shape, HttpAnswer, CheckResult> success) {
        return project.ask(
                SERVICE, StorageErrors.TABLE, success, route, path, ServiceCheck.minding(quota, request -> request));
    }

    /** The status is 200 whatever is said. */
    private static CheckResult health(Shape health) {
        return health.flag("healthy")
                ? CheckResult.healthy()
                : CheckResult.down(new Problem(
                        Cause.SERVER_ERROR,
                        "Supabase Storage says itself that it is not healthy: it cannot use its database.",
                        "See in the dashboard whether the database runs, and the status page: "
                                + SupabaseErrors.STATUS_PAGE + ".",
                        SupabaseErrors.STATUS_PAGE));
    }

    private static CheckResult list(Shape answer) {
        List<Shape> buckets = answer.elements();
        buckets.forEach(bucket -> bucket.text("id"));
        return buckets.isEmpty()
                ? CheckResult.healthy()
                        .withDetail(
                                "reduced",
                                "No bucket came: that proves key and database, but not that the key may see a bucket.")
                : CheckResult.healthy();
    }
}
