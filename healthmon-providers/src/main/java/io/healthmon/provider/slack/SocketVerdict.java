package io.healthmon.provider.slack;

import static io.healthmon.provider.slack.SocketError.SOCKET_MODE;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What the facts of a socket mean at a moment: a pure function. */
final class SocketVerdict {

    /** How soon is looked again while the application has time to connect anew. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final String RECONNECT =
            "See in the application's log why it does not connect anew, and start it again if it has given up.";

    private final SocketFacts facts;
    private final SocketLimits limits;
    private final Instant now;

    private SocketVerdict(SocketFacts facts, SocketLimits limits, Instant now) {
        this.facts = facts;
        this.limits = limits;
        this.now = now;
    }

    static CheckResult of(SocketFacts facts, SocketLimits limits, Instant now) {
        return describe(facts, new SocketVerdict(facts, limits, now).judge());
    }

    private CheckResult judge() {
        SocketError lasting = facts.trouble().lasting();
        if (lasting == null) {
            return facts.connectedSince() == null ? unconnected() : connected();
        }
        boolean another = facts.connectedSince() != null && now.isBefore(silent());
        return another
                ? CheckResult.degraded(lasting.problemBesideAnother()).withValidUntil(silent())
                : CheckResult.down(lasting.problem());
    }

    private CheckResult connected() {
        return now.isBefore(silent())
                ? CheckResult.healthy().withValidUntil(silent())
                : CheckResult.down(new Problem(
                        Cause.TIMEOUT,
                        "Nothing has come over the Slack socket since " + text(lastFrame()) + ", although it is open.",
                        "Have the application connect anew; look for a proxy or firewall that drops idle connections, and"
                                + " see that pings or pongs are told to this check.",
                        SOCKET_MODE));
    }

    private Instant silent() {
        return lastFrame().plus(limits.silentAfter());
    }

    private Instant lastFrame() {
        Instant last = facts.lastFrame();
        return last == null ? now : last;
    }

    private CheckResult unconnected() {
        Instant since = facts.lostAt();
        if (since == null) {
            return CheckResult.unknown(awaited());
        }
        Instant late = since.plus(limits.reconnectWithin());
        if (!now.isBefore(late)) {
            return CheckResult.down(lost(since));
        }
        CheckResult waiting = facts.connectedOnce() ? CheckResult.healthy() : CheckResult.unknown(awaited());
        Instant soon = now.plus(SOON);
        return waiting.withDetail("reconnectingSince", since.truncatedTo(ChronoUnit.MILLIS))
                .withValidUntil(soon.isBefore(late) ? soon : late);
    }

    private static Problem awaited() {
        return new Problem(
                Cause.CONNECT,
                "The application has not connected its Slack socket yet.",
                "Start Socket Mode in the application, and see that what its socket does is told to this check.",
                SOCKET_MODE);
    }

    private Problem lost(Instant since) {
        SocketTrouble trouble = facts.trouble();
        if (trouble.refusal() != null) {
            return SocketError.ofRefusal(trouble.refusal()).problem();
        }
        String state = facts.connectedOnce()
                ? "The Slack socket has not been connected since " + text(since)
                : "The application has tried since " + text(since) + " to connect its Slack socket, in vain";
        return new Problem(cause(trouble), state + ": " + last(trouble) + ".", RECONNECT, SOCKET_MODE);
    }

    private static Cause cause(SocketTrouble trouble) {
        if (trouble.failure() != null) {
            return trouble.failure().cause();
        }
        return trouble.equals(SocketTrouble.NONE) ? Cause.TIMEOUT : Cause.CONNECT;
    }

    private static String last(SocketTrouble trouble) {
        if (trouble.failure() != null) {
            return "the last error was " + trouble.failure().name();
        }
        if (trouble.goodbye() != null) {
            return "Slack closed it for a new one (" + trouble.goodbye() + ")";
        }
        return trouble.closed() == null ? "nothing came over it" : "it was closed with the code " + trouble.closed();
    }

    private static CheckResult describe(SocketFacts facts, CheckResult result) {
        CheckResult described = with(result, "connectedSince", shown(facts.connectedSince()));
        described = with(described, "lastFrame", shown(facts.lastFrame()));
        described = with(described, "connections", facts.connections());
        described = with(described, "lastDisconnect", facts.lastDisconnect());
        return with(described, "app", facts.app());
    }

    private static CheckResult with(CheckResult result, String name, @Nullable Object value) {
        return value == null ? result : result.withDetail(name, value);
    }

    private static @Nullable Instant shown(@Nullable Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.MILLIS);
    }

    private static String text(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
