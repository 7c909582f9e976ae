package io.healthmon.provider.http;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.tls.TlsSettings;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Asks an address by HTTP and looks at the answer.
 *
 * <p>Begins with {@link #get} for the plain case or {@link #to} for all others. A check sends one request, without a
 * retry: an answer with an expected status (2xx unless said otherwise) that fulfils everything expected of it is
 * healthy, 429 is degraded, everything else is down, with a {@link io.healthmon.check.Cause} that tells an unknown name
 * from a refused port, a bad certificate and a slow answer. The time limit of the run covers everything, from the name
 * to the last byte of the body. At most 64 KiB of a body are read; where there is more, the connection is closed.
 *
 * <p>The details of a result hold {@code http.status} and, in milliseconds, {@code phase.firstByte} (until the head of
 * the answer was there), {@code phase.total} and, where no connection could be kept open from before,
 * {@code phase.dns} and {@code phase.connect}. Connecting and the TLS handshake are one phase, since the client of the
 * JDK does not let them be seen apart (where HTTP/1.1 is asked for, the handshake counts as waiting for the head); after a redirect the phases are those of the last request. {@code sent} appears
 * when the request went out twice: that is only done when a connection that had been kept open turned out to be dead.
 *
 * <p>Checks with equal proxy and TLS settings share one client and its connections, opened by the first run. Needs no
 * thread while it waits; an answer is judged on a daemon thread of the client. When the last check that uses a client is
 * closed and no run is under way, the client's connections and threads end; a monitor closes its checks itself. On a JVM
 * before 21 a selector thread of the JDK stays until the next garbage collection. A closed check can be used again, and
 * be closed again: its next run opens what it needs. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class HttpCheck
        implements AsyncHealthCheck, HealthCheck.Movable, HealthCheck.Guardable, SecretHolder, AutoCloseable {

    private final HttpPlan plan;

    /** Whether it keeps the client open between runs. */
    private volatile boolean keepsClient;

    HttpCheck(HttpPlan plan) {
        this.plan = plan;
    }

    /**
     * Returns a check that gets an address and expects a status of 2xx.
     *
     * @param url an address that begins with {@code http://} or {@code https://}
     * @throws IllegalArgumentException if it is not such an address
     */
    public static HttpCheck get(String url) {
        return to(url).build();
    }

    /**
     * Begins a check of an address.
     *
     * @param url an address that begins with {@code http://} or {@code https://}; a user name and a password in it are
     *     sent as basic authentication and not shown
     * @throws IllegalArgumentException if it is not such an address
     */
    public static HttpCheckBuilder to(String url) {
        return new HttpCheckBuilder(TargetAddress.parse(url));
    }

    /**
     * Returns a check of another address, which takes the place of the declared one with its query; the declared address
     * as {@link #endpoint} shows it keeps its query. Where the check sends a header other than {@code Accept} and
     * {@code User-Agent}, a user name, a body or a client certificate, they are bound to the declared host and port: only
     * the path may change, and {@code http} become {@code https}.
     */
    @Override
    public HttpCheck withEndpoint(String endpoint) {
        String wanted = endpoint.trim();
        // why: people see the endpoint redacted, and may send back what they see.
        if (wanted.equals(endpoint()) || wanted.equals(Redactor.standard().redact(endpoint()))) {
            return new HttpCheck(plan);
        }
        TargetAddress target = TargetAddress.parse(endpoint);
        if (target.userInfo() != null) {
            throw new IllegalArgumentException(
                    "the address must bring no user name or password; declare them with the integration");
        }
        if (plan.bound() && !plan.request().staysAtHome(target.uri())) {
            throw new IllegalArgumentException("what the check sends along is bound to "
                    + plan.request().origin() + "; another host has to be declared with headers of its own");
        }
        SentSecrets sent = new SentSecrets();
        sent.query(target.uri().getRawQuery());
        return new HttpCheck(new HttpPlan(
                plan.request().movedTo(target.uri()),
                plan.expectations().hiding(sent.values()),
                plan.redirects(),
                plan.client(),
                plan.bound()));
    }

    @Override
    public String target() {
        return SafeAddress.host(plan.request().uri());
    }

    /**
     * Returns this check under a guard: with connections of its own, straight to the addresses that were judged, at each
     * redirect anew. It uses no proxy of the JVM's settings, and in the clear HTTP/1.1.
     *
     * @throws IllegalArgumentException if the address is one that is refused, or a proxy is set
     */
    @Override
    public HttpCheck guardedBy(TargetGuard guard) {
        guard.requireAllowed(target());
        return new HttpCheck(new HttpPlan(
                plan.request().withoutUpgrade(),
                plan.expectations(),
                plan.redirects(),
                HttpClients.get(plan.client().settings().guardedBy(guard)),
                plan.bound()));
    }

    /** Returns what its headers hold, a user name and a password among it, and the passwords of its stores of keys. */
    @Override
    public List<Secret> secrets() {
        TlsSettings tls = plan.client().settings().tls();
        return Stream.concat(
                        plan.request().secrets().stream(),
                        Stream.of(tls.keystorePassword(), tls.truststorePassword())
                                .flatMap(Stream::ofNullable))
                .toList();
    }

    /** Sends the request; cancelling the future closes its connection. */
    @Override
    public CompletableFuture<CheckResult> checkAsync(CheckContext context) {
        if (!keepsClient) {
            keepClient();
        }
        // why: a context without a date says 1970.
        Instant now = context.now().equals(Instant.EPOCH) ? null : context.now();
        return HttpRun.begin(plan, context.timeout(), now);
    }

    /** Lets go of connections and threads; runs under way are not disturbed. Calling it again has no effect. */
    @Override
    public synchronized void close() {
        if (keepsClient) {
            keepsClient = false;
            plan.client().giveBack();
        }
    }

    private synchronized void keepClient() {
        if (!keepsClient) {
            plan.client().take();
            keepsClient = true;
        }
    }

    /** Returns the address that is checked, without user name, password and query. */
    public String endpoint() {
        return SafeAddress.of(plan.request().uri());
    }

    /** Returns the method and the address, without user name, password and query. */
    @Override
    public String toString() {
        return plan.request().toString();
    }
}
