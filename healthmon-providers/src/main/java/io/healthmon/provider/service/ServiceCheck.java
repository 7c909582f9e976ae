package io.healthmon.provider.service;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Problem;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.provider.http.HttpCheckBuilder;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.quota.QuotaLimit;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP check of a known service, which without its credential asks nobody and says what is missing. Safe for use by
 * multiple threads.
 */
public final class ServiceCheck
        implements AsyncHealthCheck, HealthCheck.Movable, HealthCheck.Guardable, SecretHolder, AutoCloseable {

    private final HttpCheck http;
    private final @Nullable Problem missing;

    private ServiceCheck(HttpCheck http, @Nullable Problem missing) {
        this.http = http;
        this.missing = missing;
    }

    /**
     * Makes a check that sends its credential as bearer token.
     *
     * @param path what is asked for, behind the address of the service
     * @param more what the request has beside, such as a method
     * @throws IllegalArgumentException if settings do not go together, or the credential is bound to other hosts
     */
    public static ServiceCheck bearer(
            ServiceReader reader,
            Credential credential,
            Route route,
            String path,
            UnaryOperator<HttpCheckBuilder> more) {
        return of(reader, credential, route, path, request -> {
            credential.bearer().ifPresent(token -> request.header("Authorization", token));
            return more.apply(request);
        });
    }

    /**
     * Makes a check whose request brings its credential by itself.
     *
     * @param how adds the credential, where there is one, and what else the request has
     */
    public static ServiceCheck of(
            ServiceReader reader,
            Credential credential,
            Route route,
            String path,
            UnaryOperator<HttpCheckBuilder> how) {
        HttpCheckBuilder request = route.begin(reader.service().home(), path)
                .header("Accept", "application/json")
                .readBy(reader);
        return new ServiceCheck(
                how.apply(request).build(), credential.missing(reader.service()).orElse(null));
    }

    /** Returns what a request has beside, and that it minds a quota where there is a limit. */
    public static UnaryOperator<HttpCheckBuilder> minding(
            @Nullable QuotaLimit limit, UnaryOperator<HttpCheckBuilder> more) {
        return limit == null ? more : request -> more.apply(request).quota(limit.degradedBelowPercent());
    }

    /** Returns the address that is checked. */
    public String endpoint() {
        return http.endpoint();
    }

    @Override
    public CompletableFuture<CheckResult> checkAsync(CheckContext context) {
        return missing == null
                ? http.checkAsync(context)
                : CompletableFuture.completedFuture(CheckResult.unknown(missing));
    }

    @Override
    public ServiceCheck withEndpoint(String endpoint) {
        return new ServiceCheck(http.withEndpoint(endpoint), missing);
    }

    @Override
    public String target() {
        return http.target();
    }

    @Override
    public ServiceCheck guardedBy(TargetGuard guard) {
        return new ServiceCheck(http.guardedBy(guard), missing);
    }

    /** Returns what the HTTP check was given, the credential among it. */
    @Override
    public List<Secret> secrets() {
        return http.secrets();
    }

    @Override
    public void close() {
        http.close();
    }

    @Override
    public String toString() {
        return http.toString();
    }
}
