package io.healthmon.provider.smtp;

import io.healthmon.channel.DeliveryException;
import io.healthmon.provider.tls.CauseChain;
import io.healthmon.provider.tls.RefusedCertificateException;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/** What the exceptions of the mail library mean, for people and for further attempts. */
final class MailFailures {

    private static final Pattern REPLY =
            Pattern.compile("(?s).*?\\b([45]\\d\\d)\\b(?:[ -]([45]\\.\\d{1,3}\\.\\d{1,3}))?.*");
    private static final int LONGEST_REPLY = 200;

    private MailFailures() {}

    /** Returns what a failure means. Without a cause: the library's texts repeat what the server said. */
    static DeliveryException of(MessagingException failure, MailServer server) {
        List<SMTPAddressFailedException> refused = CauseChain.of(failure).stream()
                .filter(SMTPAddressFailedException.class::isInstance)
                .map(SMTPAddressFailedException.class::cast)
                .toList();
        if (!refused.isEmpty()) {
            return recipients(refused, server);
        }
        SMTPSendFailedException mail = CauseChain.find(failure, SMTPSendFailedException.class);
        if (mail != null && mail.getReturnCode() >= 400) {
            return mail(mail, server);
        }
        return DeliveryException.temporary(connection(failure, server), null);
    }

    private static DeliveryException recipients(List<SMTPAddressFailedException> refused, MailServer server) {
        String who = refused.stream()
                .map(one -> one.getAddress().getAddress() + " (" + reply(one.getMessage(), server) + ")")
                .collect(Collectors.joining(", "));
        String message = "The mail server " + server.place() + " refuses " + who + ".";
        return refused.stream().allMatch(one -> lasting(one.getReturnCode()))
                ? DeliveryException.permanent(message + " See whether \"to\" and \"alertEmail\" are right.", null)
                : DeliveryException.temporary(message, null);
    }

    private static DeliveryException mail(SMTPSendFailedException failure, MailServer server) {
        int code = failure.getReturnCode();
        String message = "The mail server " + server.place() + " does not take the mail: "
                + reply(failure.getMessage(), server) + ".";
        if (code == 530 || code == 535 || code == 538) {
            return DeliveryException.temporary(message + " See \"user\", \"password\" and \"tls\".", null);
        }
        return lasting(code)
                ? DeliveryException.permanent(message + " See whether it lets \"from\" send.", null)
                : DeliveryException.temporary(message, null);
    }

    /** 552 is about storage that is full now, whatever its first digit says (RFC 5321, 4.5.3.1.10). */
    private static boolean lasting(int code) {
        return code >= 500 && code <= 599 && code != 552;
    }

    private static String connection(MessagingException failure, MailServer server) {
        RefusedCertificateException certificate = CauseChain.find(failure, RefusedCertificateException.class);
        if (certificate != null) {
            return "The mail server " + server.place() + " is not trusted, and nothing was sent. "
                    + certificate.problem() + " " + certificate.resolution("truststore");
        }
        if (failure instanceof AuthenticationFailedException) {
            return "The mail server " + server.place() + " does not accept the login" + code(failure)
                    + ". See \"user\" and \"password\"; some providers want a password made for applications.";
        }
        if (String.valueOf(failure.getMessage()).startsWith("STARTTLS is required")) {
            return "The mail server " + server.place()
                    + " offers no STARTTLS, and nothing was sent. Set \"tls\" to tls if"
                    + " the port is secured from the start, which is usual for 465, or to none in a network of your own.";
        }
        SSLException tls = CauseChain.find(failure, SSLException.class);
        return tls != null ? secured(tls, server) : unsecured(failure, server);
    }

    private static String secured(SSLException failure, MailServer server) {
        boolean plain = String.valueOf(failure.getMessage()).contains("nrecognized SSL message");
        return plain
                ? "What listens at " + server.place() + " does not begin with TLS, and nothing was sent. Set \"tls\" to"
                        + " starttls, which is usual for port 587."
                : "The TLS handshake with the mail server " + server.place() + " failed, and nothing was sent: "
                        + reply(failure.getMessage(), server) + ".";
    }

    private static String unsecured(MessagingException failure, MailServer server) {
        if (CauseChain.find(failure, UnknownHostException.class) != null) {
            return "The host name " + server.host()
                    + " is not known. Look for a typing error in \"host\", and see whether"
                    + " the name servers of this machine answer.";
        }
        boolean slow = CauseChain.find(failure, SocketTimeoutException.class) != null;
        if (failure instanceof MailConnectException) {
            return slow
                    ? "No connection to the mail server " + server.place()
                            + " in time. See whether a firewall drops it."
                    : "Nothing accepts connections at " + server.place() + ". See \"host\" and \"port\", and whether a"
                            + " firewall refuses them.";
        }
        if (slow) {
            return "The mail server " + server.place() + " did not answer in time.";
        }
        String code = code(failure);
        return code.isEmpty()
                ? "The connection to the mail server " + server.place() + " broke off before the mail was taken."
                : "The mail server " + server.place() + " refused to talk" + code + ".";
    }

    /** Returns the codes of the server's answer alone, since its text may repeat the login. */
    private static String code(MessagingException failure) {
        Matcher reply = REPLY.matcher(String.valueOf(failure.getMessage()));
        if (!reply.matches()) {
            return "";
        }
        return " (" + reply.group(1) + (reply.group(2) == null ? "" : " " + reply.group(2)) + ")";
    }

    private static String reply(@Nullable String text, MailServer server) {
        Secret password = server.password();
        Redactor redactor =
                password == null ? Redactor.standard() : Redactor.standard().with(List.of(password));
        return redactor.excerpt(String.valueOf(text), LONGEST_REPLY);
    }
}
