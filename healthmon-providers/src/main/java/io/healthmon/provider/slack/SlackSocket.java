package io.healthmon.provider.slack;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.passive.PassiveEvidence;
import io.healthmon.provider.slack.SocketTrouble.Failure;
import io.healthmon.schedule.Stopwatch;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application's own socket of Slack's Socket Mode, as a check: it opens none, and judges by what it is told of that one.
 *
 * <pre>{@code
 * SlackSocket socket = SlackSocket.create();
 * builder.add(SlackSocket.integration("Slack socket").build(), socket);
 *
 * client.newWebSocketBuilder().buildAsync(address, socket.listening(listener));
 * }</pre>
 *
 * <p>Whoever has another client than that of the JDK calls {@link #received}, {@link #pong}, {@link #closed},
 * {@link #failed} and, where the client tells of it, {@link #opened}; for the Java SDK of Slack see {@link #asking}.
 *
 * <p>Healthy while the socket is connected and something came over it within a minute: a message, a ping or a pong. That
 * Slack ends a connection is routine, and so the socket stays healthy if there is another within a minute; it is down at
 * once where Slack says why there cannot be another. Until the first connection it is unknown. All this begins anew with
 * the process. The details tell since when it is connected, when something came last, how many connections Slack counts
 * for the app, and why it ended one last. Nothing is kept of events, of the address with its ticket, or of errors' texts.
 *
 * <p>Like a heartbeat it has a memory, so each integration needs one of its own. All methods are safe for use by multiple
 * threads; those by which it is told something wait for nobody and never throw, and an event costs a look at the time and,
 * if it is short, a search for two words.
 *
 * @since 0.1
 */
public final class SlackSocket implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SlackSocket.class);
    private static final Duration CLOCK_WAS_SET = Duration.ofSeconds(1);

    private final SocketLimits limits;
    private final @Nullable BooleanSupplier connected;
    private final LongSupplier runningTime;
    private final SocketLedger ledger = new SocketLedger();
    private volatile @Nullable PassiveEvidence evidence;
    private @Nullable Instant origin;

    private SlackSocket(SocketLimits limits, @Nullable BooleanSupplier connected, LongSupplier runningTime) {
        this.limits = limits;
        this.connected = connected;
        this.runningTime = runningTime;
    }

    /** Returns a socket of which nothing was seen yet. */
    public static SlackSocket create() {
        Stopwatch sinceStart = Stopwatch.started();
        return timedBy(() -> sinceStart.elapsed().toNanos());
    }

    static SlackSocket timedBy(LongSupplier runningTime) {
        return new SlackSocket(SocketLimits.DEFAULT, null, runningTime);
    }

    /** Begins an integration with the defaults of this check: every 30 s, down after 1 failure, as it has patience itself. */
    public static IntegrationBuilder integration(String name) {
        return Integration.named(name)
                .type("slack-socket")
                .provider("slack")
                .every(Duration.ofSeconds(30))
                .failureThreshold(1)
                .neverSlow()
                .documentation(SocketError.SOCKET_MODE);
    }

    /**
     * Returns a socket like this one, without what it has seen, that is down when nothing came for a time. If not set, for
     * 1 minute.
     *
     * @param time from 1 s to 1 h
     * @throws IllegalArgumentException if it is outside the limits
     */
    public SlackSocket silentAfter(Duration time) {
        return new SlackSocket(new SocketLimits(time, limits.reconnectWithin()), connected, runningTime);
    }

    /**
     * Returns a socket like this one, without what it has seen, that may be without a connection for a time. If not set, for
     * 1 minute.
     *
     * @param time from 0 to 1 h
     * @throws IllegalArgumentException if it is outside the limits
     */
    public SlackSocket reconnectWithin(Duration time) {
        return new SlackSocket(new SocketLimits(limits.silentAfter(), time), connected, runningTime);
    }

    /**
     * Returns a socket like this one, without what it has seen, that asks the application before it says that the socket is
     * silent, or not connected. For clients that keep pongs to themselves, as Slack's Java SDK does:
     * {@code asking(client::verifyConnection)}. If not set, nobody is asked.
     *
     * @param connected sends a ping and returns whether a pong came; runs on the thread of the check, within its time limit.
     *     An exception counts as no
     */
    public SlackSocket asking(BooleanSupplier connected) {
        return new SlackSocket(limits, Objects.requireNonNull(connected, "connected"), runningTime);
    }

    /**
     * Has the check run at once when the connection is lost or Slack refuses one, instead of when its schedule says so.
     *
     * @param evidence that of the integration of this check: {@code monitor.passive("slack-socket")}
     */
    public void reportTo(PassiveEvidence evidence) {
        this.evidence = Objects.requireNonNull(evidence, "evidence");
    }

    /**
     * Returns a listener for one connection that tells this check what it is told, and passes it on to another one as it is:
     * it requests nothing itself and returns what the other one returns. Used again it follows the newer connection. As the
     * client tells nobody when the application aborts a connection, whoever does so calls {@link #closed}.
     */
    public WebSocket.Listener listening(WebSocket.Listener listener) {
        return new SocketListener(this, Objects.requireNonNull(listener, "listener"));
    }

    /** Tells of a connection that was opened. Need not be called: what Slack says first shows it, too. */
    public void opened() {
        SocketLine unused = ledger.opened(true, now());
    }

    /**
     * Tells of a text that came: each one, the {@code hello} and {@code disconnect} of Slack among them.
     *
     * @param text all of it, as it came
     */
    public void received(CharSequence text) {
        received(null, text.length() > SocketMessage.LONGEST ? "" : text.toString());
    }

    /** Tells of a ping or pong that came. */
    public void pong() {
        seen(null);
    }

    /**
     * Tells of a connection that was closed, by whomever. While two overlap it is taken to be the older one.
     *
     * @param reason what was said of it; not kept
     */
    public void closed(int code, @Nullable String reason) {
        closed((SocketLine) null, code);
    }

    /** Tells of an error of the socket, or of an attempt to connect it; of the exception its class alone is kept. */
    public void failed(Throwable error) {
        tell(ledger.failed(Failure.of(error), now()));
    }

    /**
     * Tells of an error that Slack answered when it was asked for a socket ({@code apps.connections.open}).
     *
     * @param error its name, such as {@code invalid_auth}
     */
    public void refused(String error) {
        tell(ledger.refused(SocketMessage.word(error), now()));
    }

    SocketLine open() {
        return ledger.opened(false, now());
    }

    void seen(@Nullable SocketLine line) {
        ledger.seen(line, now());
    }

    void received(@Nullable SocketLine line, String text) {
        SocketMessage message = SocketMessage.read(text);
        if (message == null) {
            seen(line);
        } else {
            tell(ledger.heard(message, line, now()));
        }
    }

    void closed(@Nullable SocketLine line, int code) {
        tell(ledger.ended(line, trouble -> trouble.closed(code), now()));
    }

    void broken(SocketLine line, Throwable error) {
        tell(ledger.ended(line, trouble -> trouble.failed(Failure.of(error)), now()));
    }

    void forget(SocketLine line) {
        ledger.forget(line, now());
    }

    private void tell(boolean worse) {
        PassiveEvidence told = evidence;
        if (worse && told != null) {
            told.failed();
        }
    }

    private long now() {
        return runningTime.getAsLong();
    }

    @Override
    public CheckResult check(CheckContext context) {
        CheckResult result = judge(context.now());
        if (result.status() == HealthStatus.HEALTHY || ledger.lasting() || !isConnected()) {
            return result;
        }
        ledger.verified(now());
        return judge(context.now());
    }

    private CheckResult judge(Instant wall) {
        long now = now();
        Instant began = origin(wall, now);
        SocketFacts facts = ledger.facts(began, now, limits.silentAfter());
        return SocketVerdict.of(facts, limits, began.plusNanos(now));
    }

    /** Asks the application, where it has said how. */
    private boolean isConnected() {
        try {
            return connected != null && connected.getAsBoolean();
        } catch (RuntimeException notYet) {
            LOG.debug("healthmon: the application cannot say whether its Slack socket is connected", notYet);
            return false;
        }
    }

    /** Returns when running time began, and the same as before unless the wall clock was set. */
    private synchronized Instant origin(Instant wall, long now) {
        Instant known = origin;
        Instant began = wall.minusNanos(now);
        if (known == null || Duration.between(known, began).abs().compareTo(CLOCK_WAS_SET) >= 0) {
            origin = began;
            return began;
        }
        return known;
    }

    /** Returns what it is, and nothing of what it has seen. */
    @Override
    public String toString() {
        return "the application's own Slack socket";
    }
}
