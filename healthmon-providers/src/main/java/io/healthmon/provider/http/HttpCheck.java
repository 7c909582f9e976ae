package io.healthmon.provider.http;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

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
 * <p>Checks with equal proxy and TLS settings share one client and its connections. Needs no thread while it waits; an
 * answer is judged on a daemon thread of this module. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class HttpCheck implements AsyncHealthCheck {

    private final HttpPlan plan;

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
     * Begins a check of an address.
     *
     * @throws IllegalArgumentException if its scheme is neither {@code http} nor {@code https}, or it has no host
     */
    public static HttpCheckBuilder builder(URI url) {
        return to(Objects.requireNonNull(url, "url").toString());
    }

    /** Sends the request; cancelling the future closes its connection. */
    @Override
    public CompletableFuture<CheckResult> checkAsync(CheckContext context) {
        return HttpRun.begin(plan, context.timeout());
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
