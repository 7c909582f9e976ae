package io.healthmon.provider.http;

import io.healthmon.check.CheckResult;
import java.net.http.HttpClient;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One request of a run and its answer, with the times at which its phases ended; a redirect begins another. */
final class Hop {

    /** How far it came. */
    enum Phase {
        RESOLVING,
        CONNECTING,
        WAITING,
        READING
    }

    private final RequestTemplate template;
    private final int redirects;
    private final boolean mayReuse;
    private final SingleSend request;
    private final BoundedAnswer answer;
    private final long startedAt = Ticks.now();
    private volatile long resolvedAt;

    /**
     * Makes a hop.
     *
     * @param redirects how many redirects led here
     * @param mayReuse whether it may get a connection that has been used before
     * @param keepBody whether the body is looked at later
     * @param answered called once the answer is there
     */
    Hop(RequestTemplate template, int redirects, boolean mayReuse, boolean keepBody, Consumer<Hop> answered) {
        this.template = template;
        this.redirects = redirects;
        this.mayReuse = mayReuse;
        this.request = new SingleSend(template, mayReuse);
        this.answer = new BoundedAnswer(keepBody, () -> answered.accept(this));
    }

    RequestTemplate template() {
        return template;
    }

    SingleSend request() {
        return request;
    }

    BoundedAnswer answer() {
        return answer;
    }

    int redirects() {
        return redirects;
    }

    boolean mayReuse() {
        return mayReuse;
    }

    /** Remembers that the name is resolved, or need not be. */
    void resolved() {
        resolvedAt = Ticks.now();
    }

    Phase phase() {
        if (answer.hasHead()) {
            return Phase.READING;
        }
        if (request.sendings() > 0) {
            return Phase.WAITING;
        }
        return resolvedAt != 0 || mayReuse ? Phase.CONNECTING : Phase.RESOLVING;
    }

    /** Adds what the phases took and what else is worth keeping. */
    CheckResult describe(CheckResult bare, long runStartedAt) {
        CheckResult result = bare;
        if (resolvedAt != 0) {
            result = result.withDetail("phase.dns", millis(startedAt, resolvedAt));
            if (request.readyAt() != 0) {
                result = result.withDetail("phase.connect", millis(resolvedAt, request.readyAt()));
            }
        }
        if (answer.hasHead()) {
            result = result.withDetail("phase.firstByte", millis(startedAt, answer.firstByteAt()))
                    .withDetail("http.status", answer.status());
        }
        return rarities(result.withDetail("phase.total", millis(runStartedAt, Ticks.now())));
    }

    private CheckResult rarities(CheckResult plain) {
        CheckResult result = plain;
        if (request.sendings() > 1) {
            result = result.withDetail("sent", request.sendings());
        }
        if (redirects > 0) {
            result = result.withDetail("redirects", redirects);
        }
        if (answer.hasHead() && answer.version() == HttpClient.Version.HTTP_2) {
            result = result.withDetail("http.version", 2);
        }
        return answer.hasHead() && answer.cut() ? result.withDetail("body.cut", BoundedAnswer.MOST) : result;
    }

    private static long millis(long from, long to) {
        return TimeUnit.NANOSECONDS.toMillis(to - from);
    }
}
