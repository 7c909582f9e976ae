package io.healthmon.provider.http;

import io.healthmon.check.CheckResult;
import io.healthmon.schedule.Stopwatch;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    private final Stopwatch sinceStart = Stopwatch.started();
    private volatile @Nullable Duration resolvedAfter;

    /** Its leave to go through the gate, if it is guarded. */
    private volatile @Nullable Passage passage;

    /**
     * Makes a hop.
     *
     * @param redirects how many redirects led here
     * @param mayReuse whether it may get a connection that has been used before
     * @param reading what of the body is looked at later
     * @param answered called once the answer is there
     */
    Hop(RequestTemplate template, int redirects, boolean mayReuse, Expectations reading, Consumer<Hop> answered) {
        this.template = template;
        this.redirects = redirects;
        this.mayReuse = mayReuse;
        this.request = new SingleSend(template, mayReuse, sinceStart);
        this.answer =
                new BoundedAnswer(reading.needBody(), reading.mostBytes(), sinceStart, () -> answered.accept(this));
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
        resolvedAfter = sinceStart.elapsed();
    }

    /** Remembers the leave of a guarded hop, which shows it at the gate. */
    void admit(Passage given) {
        passage = given;
        request.showAtGate(given.ticket());
    }

    /** Gives its leave back; afterwards nobody can use it. */
    void end() {
        Passage given = passage;
        if (given != null) {
            given.close();
        }
    }

    /** Returns why a guarded hop did not get to its service, or null. */
    @Nullable IOException unreached() {
        Passage given = passage;
        return given == null ? null : given.failure();
    }

    /** Returns whether its connection may be used again: in the clear, a guarded one never is. */
    boolean keepsConnection() {
        return passage == null || SafeAddress.secure(template.uri());
    }

    /** Returns whether the request is on its way to the service: in the clear, a guarded one may be at the gate still. */
    private boolean sent() {
        Passage given = passage;
        return request.sendings() > 0 && (keepsConnection() || given == null || given.connected());
    }

    Phase phase() {
        if (answer.hasHead()) {
            return Phase.READING;
        }
        if (sent()) {
            return Phase.WAITING;
        }
        return resolvedAfter != null ? Phase.CONNECTING : Phase.RESOLVING;
    }

    /**
     * Adds what the phases took and what else is worth keeping.
     *
     * @param total how long the run took
     */
    CheckResult describe(CheckResult bare, Duration total) {
        CheckResult result = bare;
        Duration resolved = resolvedAfter;
        if (resolved != null && !mayReuse) {
            result = result.withDetail("phase.dns", resolved.toMillis());
            Duration ready = request.readyAfter();
            if (ready != null) {
                result =
                        result.withDetail("phase.connect", ready.minus(resolved).toMillis());
            }
        }
        if (answer.hasHead()) {
            result = result.withDetail(
                            "phase.firstByte", answer.firstByteAfter().toMillis())
                    .withDetail("http.status", answer.status());
        }
        return rarities(result.withDetail("phase.total", total.toMillis())).withResponseTime(total);
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
        return answer.hasHead() && answer.cut() ? result.withDetail("body.cut", answer.most()) : result;
    }
}
