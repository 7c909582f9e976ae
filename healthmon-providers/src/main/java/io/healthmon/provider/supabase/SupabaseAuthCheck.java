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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds checks of the sign-in of a Supabase project, which sign nobody in.
 *
 * <pre>{@code
 * monitor.add(
 *         SupabaseAuthCheck.integration("Sign-in").critical().build(),
 *         SupabaseAuthCheck.with("abcdefghijklmnopqrst", Secret.of(key)).signInWith("email", "github").build());
 * }</pre>
 *
 * <p>Without {@link #signInWith} the service is asked for its health, which proves that gateway and process run, and no more:
 * it asks no database. With them its settings are read, and each has to be switched on. The detail {@code version} holds the
 * version that answers. A check without project or key is unknown and asks nobody. Not safe for use by multiple threads; the
 * checks are.
 *
 * @since 0.1
 */
public final class SupabaseAuthCheck {

    static final Service SERVICE = new Service(
            "supabase-auth",
            "Supabase Auth",
            "https://supabase.co",
            SupabaseErrors.KEYS,
            SupabaseErrors.STATUS_PAGE,
            Duration.ofSeconds(30),
            1,
            "any key of the project; a publishable one is enough",
            SupabaseProject.KEY,
            "sb-request-id");

    private final SupabaseProject project;
    private Route route = Route.direct();
    private @Nullable QuotaLimit quota;
    private Set<String> ways = Set.of();

    private SupabaseAuthCheck(SupabaseProject project) {
        this.project = project;
    }

    /**
     * Begins a check with a publishable, a secret or a legacy key; what is blank counts as missing.
     *
     * @param project the reference of the project, or its address
     * @throws IllegalArgumentException if they cannot be what they are said to be
     */
    public static SupabaseAuthCheck with(String project, Secret apiKey) {
        return new SupabaseAuthCheck(SupabaseProject.of(project, apiKey));
    }

    /** Begins an integration with the defaults of this check: every 30 s, down after 1 failure. */
    public static IntegrationBuilder integration(String name) {
        return SERVICE.integration(name);
    }

    /** Returns what it takes to check the sign-in. */
    public static CheckCost cost() {
        return SERVICE.cost();
    }

    static ServiceCheck of(ServiceSettings settings) {
        SupabaseAuthCheck check = new SupabaseAuthCheck(SupabaseProject.read(settings));
        settings.each("signInWith", check::signInWith);
        settings.quota(check::quota);
        return check.via(settings.route()).service();
    }

    /**
     * Sets the ways to sign in that have to be switched on, such as {@code email}, {@code phone} or {@code github}: without
     * one it is down. If not set, none is looked at.
     */
    public SupabaseAuthCheck signInWith(String... required) {
        for (String provider : required) {
            if (!provider.matches("[a-z][a-z0-9_]{0,40}")) {
                throw RefusedSettingException.ofText(
                        "signInWith", provider, "names as Supabase has them, as email or github");
            }
        }
        this.ways = new TreeSet<>(List.of(required));
        return this;
    }

    /**
     * Keeps what the answer tells of a quota in the details, as {@link QuotaHeadroom} reads it, and counts a healthy one as
     * degraded while less than a share is left, from 0 to 100 percent. If not set, it is not looked at.
     */
    public SupabaseAuthCheck quota(int degradedBelowPercent) {
        this.quota = new QuotaLimit(degradedBelowPercent);
        return this;
    }

    /** Sets how to get to the project. If not set, straight to its address. */
    public SupabaseAuthCheck via(Route route) {
        this.route = route;
        return this;
    }

    /**
     * Returns the check; this builder may be used on.
     *
     * @throws IllegalArgumentException if the key is bound to other hosts, or a key or trust store cannot be read
     */
    public HealthCheck build() {
        return service();
    }

    private ServiceCheck service() {
        Set<String> wanted = ways;
        return wanted.isEmpty()
                ? project.ask(
                        SERVICE,
                        AuthErrors.TABLE,
                        SupabaseAuthCheck::health,
                        route,
                        "/auth/v1/health",
                        ServiceCheck.minding(quota, request -> request))
                : project.ask(
                        SERVICE,
                        AuthErrors.TABLE,
                        (settings, answer) -> settings(settings, wanted),
                        route,
                        "/auth/v1/settings",
                        ServiceCheck.minding(quota, request -> request));
    }

    private static CheckResult health(Shape health, HttpAnswer answer) {
        health.text("name");
        Optional<String> version = health.optionalText("version");
        return version.isPresent()
                ? CheckResult.healthy().withDetail("version", answer.safe(version.get()))
                : CheckResult.healthy();
    }

    private static CheckResult settings(Shape settings, Set<String> wanted) {
        Shape external = settings.group("external");
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeIf(provider -> external.optionalFlag(provider).orElse(false));
        return missing.isEmpty()
                ? CheckResult.healthy()
                : CheckResult.down(new Problem(
                        Cause.CONFIGURATION,
                        "Switched off in Supabase Auth, or not known there: " + String.join(", ", missing) + ".",
                        "Switch it on in the dashboard: Authentication > Sign In / Providers; or remove it from"
                                + " \"signInWith\".",
                        AuthErrors.ERRORS));
    }
}
