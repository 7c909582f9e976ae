package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.Redactor;
import io.healthmon.settings.DurationText;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One visit to a mail server. Confined to its run. */
final class SmtpRun {

    private static final int READY = 220;
    private static final int DONE = 250;
    private static final int CLOSING = 421;
    private static final int NOT_KNOWN = 500;
    private static final int NOT_DONE = 502;

    private final SmtpPlan plan;
    private final HostPort target;
    private final CheckContext context;
    private final Stopwatch sinceStart;
    private final Redactor redactor;

    private @Nullable SmtpReply greeting;
    private @Nullable SmtpReply noop;
    private @Nullable SmtpAuthentication loggedIn;
    private @Nullable CertificateChain chain;
    private List<String> extensions = List.of();
    private List<String> mechanisms = List.of();

    SmtpRun(SmtpPlan plan, CheckContext context, Stopwatch sinceStart) {
        this.plan = plan;
        this.target = plan.target();
        this.context = context;
        this.sinceStart = sinceStart;
        this.redactor = plan.redactor();
    }

    /** Ends the visit early with what is wrong. */
    private static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;
        private final transient SmtpSession session;

        RefusedException(Problem problem, SmtpSession session) {
            super(problem.message());
            this.problem = problem;
            this.session = session;
        }

        CheckResult result() {
            return problem.cause() == Cause.CREDENTIALS_MISSING
                    ? CheckResult.unknown(problem)
                    : CheckResult.down(problem);
        }
    }

    CheckResult over(Connector.Opened opened) throws IOException, InterruptedException {
        Socket socket = opened.channel().socket();
        try {
            SmtpSession session = visit(plan.mode() == SmtpTls.TLS ? secured(socket) : socket);
            CheckResult result = described(judged().withResponseTime(sinceStart.elapsed()))
                    .withDetail("address", opened.address().getHostAddress());
            leave(session);
            return result;
        } catch (TlsFailedException failed) {
            throw failed;
        } catch (RefusedException refused) {
            leave(refused.session);
            return described(refused.result());
        } catch (ProtocolException notSmtp) {
            return described(CheckResult.down(strange(String.valueOf(notSmtp.getMessage()))));
        } catch (IOException failed) {
            Connector.refuseInterrupt(target);
            return described(CheckResult.down(brokenOff(failed)));
        }
    }

    private CheckResult judged() {
        Instant now = context.now();
        return chain == null ? CheckResult.healthy() : plan.limits().judge(chain, target, now);
    }

    /** Nothing that comes of it says anything of the server any more: many close the connection at once. */
    private void leave(SmtpSession session) throws InterruptedException {
        try {
            session.leave();
        } catch (IOException gone) {
            Connector.refuseInterrupt(target);
        }
    }

    private SmtpSession visit(Socket socket) throws IOException {
        SmtpSession session = session(socket);
        SmtpReply greeted = session.reply();
        greeting = greeted;
        if (greeted.code() != READY) {
            throw refused(SmtpStep.GREETING, greeted, session);
        }
        hello(session, socket);
        if (plan.mode() == SmtpTls.STARTTLS) {
            session = startTls(session, socket);
        }
        if (plan.login() != null) {
            logIn(session, plan.login());
        }
        SmtpReply alive = session.ask("NOOP");
        noop = alive;
        if (alive.code() == CLOSING) {
            throw refused(SmtpStep.NOOP, alive, session);
        }
        return session;
    }

    private SmtpSession startTls(SmtpSession plain, Socket socket) throws IOException {
        if (extensions.stream().noneMatch("STARTTLS"::equalsIgnoreCase)) {
            throw new RefusedException(SmtpReplies.noStartTls(target), plain);
        }
        SmtpReply reply = plain.ask("STARTTLS");
        if (reply.code() != READY) {
            throw refused(SmtpStep.START_TLS, reply, plain);
        }
        if (plain.hasMore()) {
            throw new ProtocolException("more than the answer to STARTTLS");
        }
        Socket secured = secured(socket);
        SmtpSession session = session(secured);
        hello(session, secured);
        return session;
    }

    private void logIn(SmtpSession session, SmtpLogin login) throws IOException {
        SmtpAuthentication way = SmtpAuthentication.among(mechanisms)
                .orElseThrow(() -> new RefusedException(SmtpAuthentication.noneOf(mechanisms, target), session));
        SmtpReply reply = way.with(session, login);
        if (reply.code() != SmtpAuthentication.WELCOME) {
            throw refused(SmtpStep.LOGIN, reply, session);
        }
        loggedIn = way;
    }

    private SmtpSession session(Socket socket) {
        return new SmtpSession(socket, sinceStart, context.timeout());
    }

    private Socket secured(Socket socket) throws IOException {
        Tls.Secured secured = plan.tls()
                .handshake(socket, target, target.host(), sinceStart.leftOf(context.timeout()), context.now());
        chain = secured.chain();
        return secured.socket();
    }

    private void hello(SmtpSession session, Socket socket) throws IOException {
        String name = literal(socket.getLocalAddress());
        SmtpReply reply = session.ask("EHLO " + name);
        if (reply.code() == NOT_KNOWN || reply.code() == NOT_DONE) {
            reply = session.ask("HELO " + name);
        }
        if (!reply.positive()) {
            throw refused(SmtpStep.HELLO, reply, session);
        }
        extensions = reply.extensions();
        mechanisms = reply.mechanisms();
    }

    /** Returns the address as RFC 5321 has it, since this machine's name need not be known to anybody. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[IPv6:" + plain + "]" : "[" + plain + "]";
    }

    private CheckResult described(CheckResult result) {
        CheckResult described = greeting == null ? result : result.withDetail("greeting", greeting.text(redactor));
        if (!extensions.isEmpty()) {
            described = described.withDetail("extensions", String.join(" ", extensions));
        }
        if (loggedIn != null) {
            described = described.withDetail("loggedIn", loggedIn);
        }
        if (noop != null && noop.code() != DONE) {
            described = described.withDetail("noop", noop.text(redactor));
        }
        return chain == null ? described : chain.in(described, context.now());
    }

    private RefusedException refused(SmtpStep step, SmtpReply reply, SmtpSession session) {
        return new RefusedException(SmtpReplies.of(step, reply, target, redactor), session);
    }

    private Problem strange(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        String kind = lower.startsWith("http/") ? "HTTP" : lower.startsWith("ssh-") ? "SSH" : "";
        String speaks = kind.isEmpty() ? "" : ", but " + kind;
        return new Problem(
                Cause.ASSERTION,
                "What listens at " + target + " does not speak SMTP" + speaks + "; it said: "
                        + SmtpReply.shown(redactor.redact(said)),
                "See whether host and port are those of the mail server, and \"tls\" is what it expects.",
                null);
    }

    private Problem brokenOff(IOException failure) {
        String when = greeting == null ? "greet" : "answer";
        if (Cause.of(failure) == Cause.TIMEOUT) {
            return new Problem(
                    Cause.TIMEOUT,
                    "The mail server " + target + " did not " + when + " within "
                            + DurationText.format(context.timeout()) + ", though connected.",
                    "See whether the server is overloaded or delays greetings, whether it speaks SMTP on this port, and"
                            + " whether it expects TLS at once (\"tls\": \"tls\").",
                    null);
        }
        return new Problem(
                Cause.CONNECT,
                "The mail server " + target + " ended the connection before it did " + when + ".",
                "See the log of the mail server: it may refuse this machine's address.",
                null);
    }
}
