package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.settings.DurationText;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One visit to a mail server. Confined to its run. */
final class SmtpRun {

    private static final int READY = 220;
    private static final int NOT_KNOWN = 500;
    private static final int NOT_DONE = 502;

    private final HostPort target;
    private final SmtpTls mode;
    private final Tls tls;
    private final CheckContext context;
    private final Stopwatch sinceStart;

    private @Nullable SmtpReply greeting;
    private @Nullable X509Certificate certificate;
    private List<String> extensions = List.of();

    SmtpRun(HostPort target, SmtpTls mode, Tls tls, CheckContext context, Stopwatch sinceStart) {
        this.target = target;
        this.mode = mode;
        this.tls = tls;
        this.context = context;
        this.sinceStart = sinceStart;
    }

    /** Ends the visit early with what is wrong. */
    private static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        RefusedException(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }
    }

    CheckResult over(Connector.Opened opened) throws IOException, InterruptedException {
        Socket socket = opened.channel().socket();
        try {
            visit(mode == SmtpTls.TLS ? secured(socket) : socket);
            return described(CheckResult.healthy().withResponseTime(sinceStart.elapsed()))
                    .withDetail("address", opened.address().getHostAddress());
        } catch (TlsFailedException failed) {
            throw failed;
        } catch (RefusedException refused) {
            return described(CheckResult.down(refused.problem));
        } catch (ProtocolException notSmtp) {
            return described(CheckResult.down(strange(String.valueOf(notSmtp.getMessage()))));
        } catch (IOException failed) {
            Connector.refuseInterrupt(target);
            return described(CheckResult.down(brokenOff(failed)));
        }
    }

    private void visit(Socket socket) throws IOException {
        SmtpSession session = session(socket);
        greeting = session.reply();
        if (greeting.code() != READY) {
            throw refused("greeted with", greeting);
        }
        hello(session, socket);
        if (mode == SmtpTls.STARTTLS) {
            session = startTls(session, socket);
        }
        session.send("QUIT");
    }

    private SmtpSession startTls(SmtpSession plain, Socket socket) throws IOException {
        if (extensions.stream().noneMatch("STARTTLS"::equalsIgnoreCase)) {
            throw new RefusedException(new Problem(
                    Cause.TLS,
                    "The mail server " + target + " does not offer STARTTLS.",
                    "Let the server offer it, or set \"tls\" to none, or to tls if it speaks TLS at once.",
                    null));
        }
        SmtpReply reply = plain.ask("STARTTLS");
        if (reply.code() != READY) {
            throw refused("answered STARTTLS with", reply);
        }
        if (plain.hasMore()) {
            throw new ProtocolException("more than the answer to STARTTLS");
        }
        Socket secured = secured(socket);
        SmtpSession session = session(secured);
        hello(session, secured);
        return session;
    }

    private SmtpSession session(Socket socket) {
        return new SmtpSession(socket, sinceStart, context.timeout());
    }

    private Socket secured(Socket socket) throws IOException {
        Tls.Secured secured =
                tls.handshake(socket, target, target.host(), sinceStart.leftOf(context.timeout()), context.now());
        certificate = secured.chain().get(0);
        return secured.socket();
    }

    private void hello(SmtpSession session, Socket socket) throws IOException {
        String name = literal(socket.getLocalAddress());
        SmtpReply reply = session.ask("EHLO " + name);
        if (reply.code() == NOT_KNOWN || reply.code() == NOT_DONE) {
            reply = session.ask("HELO " + name);
        }
        if (!reply.positive()) {
            throw refused("answered EHLO with", reply);
        }
        extensions = reply.extensions();
    }

    /** Returns the address as RFC 5321 has it, since this machine's name need not be known to anybody. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[IPv6:" + plain + "]" : "[" + plain + "]";
    }

    private CheckResult described(CheckResult result) {
        CheckResult described = greeting == null ? result : result.withDetail("greeting", greeting.text());
        if (!extensions.isEmpty()) {
            described = described.withDetail("extensions", String.join(" ", extensions));
        }
        return certificate == null ? described : CertificateFacts.in(described, certificate, context.now());
    }

    private RefusedException refused(String what, SmtpReply reply) {
        return new RefusedException(new Problem(
                reply.code() >= 400 ? Cause.SERVER_ERROR : Cause.ASSERTION,
                "The mail server " + target + " " + what + " " + reply.text(),
                reply.code() >= 500
                        ? "See the log of the mail server: it may refuse this machine's address."
                        : "See the log of the mail server: it may be busy, or still starting.",
                null));
    }

    private Problem strange(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        String kind = lower.startsWith("http/") ? "HTTP" : lower.startsWith("ssh-") ? "SSH" : "";
        String speaks = kind.isEmpty() ? "" : ", but " + kind;
        return new Problem(
                Cause.ASSERTION,
                "What listens at " + target + " does not speak SMTP" + speaks + "; it said: " + said,
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
