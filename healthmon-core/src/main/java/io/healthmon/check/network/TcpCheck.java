package io.healthmon.check.network;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.Problem;
import io.healthmon.egress.TargetGuard;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens a TCP connection and closes it at once: healthy when somebody accepts it, and answers as expected if anything is.
 *
 * <p>The host's name is resolved at each check; its addresses are tried in turn until one accepts, each with an equal
 * share of the time that is left. The response time is that of the connection and the answer, without the name's resolution.
 * Of an answer no more is read than it takes to judge it, 1 KiB at most. An interrupt ends it.
 * Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class TcpCheck implements HealthCheck.Movable, HealthCheck.Guardable {

    private final HostPort target;
    private final @Nullable TcpAnswer answer;
    private final TargetGuard guard;

    private TcpCheck(HostPort target, @Nullable TcpAnswer answer, TargetGuard guard) {
        this.target = target;
        this.answer = answer;
        this.guard = guard;
    }

    /**
     * Returns a check of a port.
     *
     * @param host a name or an address, without a scheme
     * @param port from 1 to 65535
     * @throws IllegalArgumentException if one of them cannot be used
     */
    public static TcpCheck of(String host, int port) {
        return new TcpCheck(new HostPort(host, port), null, TargetGuard.none());
    }

    /**
     * Returns this check with how the server has to greet, before it is sent anything: down when it says something else, and
     * when it says nothing in time. Default: nothing is expected, a connection is enough.
     *
     * @param beginning the first bytes in UTF-8, from 1 to 1024
     * @throws IllegalArgumentException if it is empty or longer
     */
    public TcpCheck expect(String beginning) {
        return new TcpCheck(target, new TcpAnswer(null, beginning), guard);
    }

    /**
     * Returns this check with what the server is sent, and how it has to answer. What is sent is bound to the declared host
     * and port. No message shows it, but the monitor does not know it for a secret.
     *
     * @param send the bytes to send, in UTF-8, from 1 to 1024
     * @param beginning the first bytes of the answer in UTF-8, from 1 to 1024
     * @throws IllegalArgumentException if one of them is empty or longer
     */
    public TcpCheck exchange(String send, String beginning) {
        return new TcpCheck(target, new TcpAnswer(send, beginning), guard);
    }

    /**
     * Makes a check from the settings {@code host} and {@code port}, both of which must be there, {@code send} and
     * {@code expect}.
     *
     * @param settings the integration's settings
     * @param integration the integration to be; its endpoint becomes {@code host:port}
     * @throws SettingException if one cannot be used
     */
    public static TcpCheck from(Settings settings, IntegrationBuilder integration) {
        TcpCheck check = new TcpCheck(HostPort.from(settings, 0), answer(settings), TargetGuard.none());
        integration.endpoint(check.toString());
        return check;
    }

    private static @Nullable TcpAnswer answer(Settings settings) {
        String send = settings.text("send").filter(text -> !text.isEmpty()).orElse(null);
        String expect = settings.text("expect").filter(text -> !text.isEmpty()).orElse(null);
        if (expect == null && send != null) {
            throw new SettingException(
                    settings.path("send"),
                    "is sent for an answer; set \"expect\" to how that has to begin, or leave out \"send\"");
        }
        requireFit(settings, "send", send);
        requireFit(settings, "expect", expect);
        return expect == null ? null : new TcpAnswer(send, expect);
    }

    private static void requireFit(Settings settings, String name, @Nullable String text) {
        String misfit = text == null ? null : TcpAnswer.misfit(text);
        if (misfit != null) {
            throw new SettingException(settings.path(name), misfit);
        }
    }

    /**
     * Returns a check of another {@code host:port}; without a port, of the same one. Where it sends something, that is bound to
     * the declared one.
     */
    @Override
    public TcpCheck withEndpoint(String endpoint) {
        HostPort place = HostPort.parse(endpoint, target.port());
        if (answer != null && answer.send() != null && !place.isSame(target)) {
            throw new IllegalArgumentException("what the check sends is bound to " + target
                    + "; another host or port has to be declared with what is to be sent there");
        }
        return new TcpCheck(place, answer, guard);
    }

    @Override
    public String target() {
        return target.host();
    }

    @Override
    public TcpCheck guardedBy(TargetGuard guard) {
        guard.requireAllowed(target.host());
        return new TcpCheck(target, answer, guard);
    }

    @Override
    public CheckResult check(CheckContext context) throws Exception {
        Stopwatch sinceStart = Stopwatch.started();
        try (Connector.Opened opened = Connector.open(target, guard, sinceStart, context.timeout())) {
            Stopwatch sinceOpened = Stopwatch.started();
            Problem problem = problem(opened, sinceStart, context.timeout());
            CheckResult result = problem == null
                    ? CheckResult.healthy()
                            .withResponseTime(
                                    opened.took().plus(answer == null ? Duration.ZERO : sinceOpened.elapsed()))
                    : CheckResult.down(problem);
            return result.withDetail("address", opened.address().getHostAddress());
        } catch (IOException failed) {
            return Connector.result(failed, target, context.timeout());
        }
    }

    private @Nullable Problem problem(Connector.Opened opened, Stopwatch sinceStart, Duration limit)
            throws IOException, InterruptedException {
        if (answer == null) {
            return null;
        }
        ShortTalk talk = new ShortTalk(opened.channel().socket(), sinceStart, limit);
        Problem problem = answer.judge(talk, target, limit);
        Connector.refuseInterrupt(target);
        return problem;
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
