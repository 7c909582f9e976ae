package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.settings.DurationText;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** One visit to a Redis server. Confined to its run. */
final class RedisRun {

    private static final byte[] PING = RedisLogin.command("PING");
    private static final String SIGNED_IN = "+OK";
    private static final String ALIVE = "+PONG";

    private final RedisPlace place;
    private final @Nullable RedisLogin login;
    private final Tls tls;
    private final CheckContext context;
    private final Stopwatch sinceStart;

    private @Nullable CertificateChain chain;
    private boolean answered;

    RedisRun(RedisPlace place, @Nullable RedisLogin login, Tls tls, CheckContext context, Stopwatch sinceStart) {
        this.place = place;
        this.login = login;
        this.tls = tls;
        this.context = context;
        this.sinceStart = sinceStart;
    }

    CheckResult over(Connector.Opened opened) throws InterruptedException {
        CheckResult result = visited(opened.channel().socket());
        Connector.refuseInterrupt(place.target());
        CheckResult described = result.withDetail("address", opened.address().getHostAddress());
        return chain == null ? described : chain.in(described, context.now());
    }

    private CheckResult visited(Socket plain) {
        try {
            return visit(place.tls() ? secured(plain) : plain);
        } catch (TlsFailedException failed) {
            return noTls(failed);
        } catch (ProtocolException strange) {
            return CheckResult.down(strange(String.valueOf(strange.getMessage())));
        } catch (IOException failed) {
            return CheckResult.down(brokenOff(failed));
        }
    }

    private Socket secured(Socket plain) throws IOException {
        HostPort target = place.target();
        Tls.Secured secured =
                tls.handshake(plain, target, target.host(), sinceStart.leftOf(context.timeout()), context.now());
        chain = secured.chain();
        return secured.socket();
    }

    private CheckResult visit(Socket socket) throws IOException {
        ShortTalk talk = new ShortTalk(socket, sinceStart, context.timeout());
        if (login != null) {
            String reply = talk.ask(login.command());
            answered = true;
            if (!reply.equals(SIGNED_IN)) {
                return refusal(reply, "AUTH");
            }
        }
        String reply = talk.ask(PING);
        return reply.equals(ALIVE)
                ? CheckResult.healthy().withResponseTime(sinceStart.elapsed())
                : refusal(reply, "PING");
    }

    private CheckResult refusal(String reply, String command) throws ProtocolException {
        RedisAnswer known = RedisAnswer.of(reply);
        if (known != null) {
            return known.result(place.target());
        }
        if (!reply.startsWith("-")) {
            throw new ProtocolException(reply);
        }
        // why: some servers repeat what they were sent, and that was a password
        String shown =
                command.equals("PING") ? reply.substring(1) : reply.substring(1).split(" ", 2)[0];
        return CheckResult.down(new Problem(
                Cause.SERVER_ERROR,
                "The Redis server " + place.target() + " answered " + command + " with an error: " + shown,
                "See the log of the server.",
                RedisAnswer.LINK));
    }

    /** Tells a server that speaks no TLS from one whose TLS fails. */
    private CheckResult noTls(TlsFailedException failed) {
        Throwable reason = failed.getCause();
        boolean leaves = isEnd(reason) || (reason != null && isEnd(reason.getCause()));
        String said = reason == null ? "" : String.valueOf(reason.getMessage());
        if (!leaves && !said.contains("unrecognized SSL message")) {
            return failed.result(context.now());
        }
        return CheckResult.down(new Problem(
                Cause.CONFIGURATION,
                "The Redis server " + place.target()
                        + (leaves
                                ? " ended the connection in the handshake: it may not speak TLS on this port."
                                : " does not speak TLS on this port, as this check does."),
                "Set \"tls\" to false, or write redis:// in place of rediss://; or name the port for TLS (\"tls-port\").",
                RedisAnswer.LINK));
    }

    private static boolean isEnd(@Nullable Throwable reason) {
        return reason instanceof EOFException || reason instanceof SocketException;
    }

    private Problem strange(String said) {
        if (said.equals("TLS")) {
            return new Problem(
                    Cause.CONFIGURATION,
                    "The Redis server " + place.target() + " speaks TLS, and this check does not.",
                    "Set \"tls\" to true, or write rediss:// in place of redis://.",
                    RedisAnswer.LINK);
        }
        return new Problem(
                Cause.ASSERTION,
                "What listens at " + place.target() + " does not answer as Redis does"
                        + (login == null ? "; it said: " + said : "."),
                "See whether host and port are those of the Redis server.",
                RedisAnswer.LINK);
    }

    private Problem brokenOff(IOException failure) {
        if (Cause.of(failure) == Cause.TIMEOUT) {
            return new Problem(
                    Cause.TIMEOUT,
                    "The Redis server " + place.target() + " did not answer within "
                            + DurationText.format(context.timeout()) + ", though connected.",
                    "See whether a slow command holds it up (SLOWLOG), or the machine is overloaded.",
                    RedisAnswer.LINK);
        }
        if (answered || place.tls()) {
            return new Problem(
                    Cause.CONNECT,
                    "The Redis server " + place.target() + " ended the connection before it answered.",
                    "See the log of the server.",
                    RedisAnswer.LINK);
        }
        return new Problem(
                Cause.CONFIGURATION,
                "What listens at " + place.target()
                        + " ended the connection without an answer: it may expect TLS, or be a"
                        + " proxy with no server behind it.",
                "If the server speaks TLS, set \"tls\" to true, or write rediss:// in place of redis://; otherwise see the log"
                        + " of what listens there.",
                RedisAnswer.LINK);
    }
}
