package io.healthmon.provider.smtp;

import io.healthmon.channel.AlertMessage;
import io.healthmon.channel.DeliveryException;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to send one alert, over a connection of its own. */
final class Mailing implements Callable<@Nullable Void> {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpChannel.class);

    /** In milliseconds: for connecting, for each answer, for each block that is written. */
    private static final int PATIENCE = 5_000;

    private final MailServer server;
    private final InternetAddress from;
    private final List<InternetAddress> recipients;
    private final AlertMessage message;
    private final Consumer<InternetAddress> taken;
    private final MailLine line = new MailLine();

    /**
     * Makes an attempt.
     *
     * @param recipients who does not have it yet
     * @param taken called for each recipient for whom the server took the mail
     */
    Mailing(
            MailServer server,
            InternetAddress from,
            List<InternetAddress> recipients,
            AlertMessage message,
            Consumer<InternetAddress> taken) {
        this.server = server;
        this.from = from;
        this.recipients = recipients;
        this.message = message;
        this.taken = taken;
    }

    /** Gives up: from now on nothing is sent any more. */
    void giveUp() {
        line.cut();
    }

    @Override
    public @Nullable Void call() throws DeliveryException {
        if (recipients.isEmpty()) {
            // why: the server took the mail just when the attempt before was given up.
            return null;
        }
        try {
            Session session = Session.getInstance(properties());
            send(session, AlertMail.of(session, message, from, recipients));
            recipients.forEach(taken);
            return null;
        } catch (SendFailedException failed) {
            refused(failed);
            return null;
        } catch (MessagingException failed) {
            throw MailFailures.of(failed, server);
        }
    }

    private void send(Session session, AlertMail mail) throws MessagingException {
        Transport transport = session.getTransport("smtp");
        try {
            String user = server.user();
            String password =
                    server.password() == null ? null : server.password().reveal();
            transport.connect(server.host(), server.port(), user, password);
            transport.sendMessage(mail, mail.getAllRecipients());
        } finally {
            close(transport);
        }
    }

    /** A server that has taken the mail and then fails to say goodbye has taken it. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException leftAlready) {
            LOG.debug("healthmon: closing the connection to a mail server failed: {}", leftAlready.getMessage());
        }
    }

    /** Those who can never be reached are left out as long as others were; those who may be later, get it later. */
    private void refused(SendFailedException failed) throws DeliveryException {
        Address[] sent = failed.getValidSentAddresses();
        if (sent == null || sent.length == 0) {
            throw MailFailures.of(failed, server);
        }
        Arrays.stream(sent).map(InternetAddress.class::cast).forEach(taken);
        DeliveryException rest = MailFailures.of(failed, server);
        if (!rest.permanent()) {
            throw rest;
        }
        LOG.warn(
                "healthmon: alert {} reached {} of {} recipients: {}",
                message.alert().id(),
                sent.length,
                recipients.size(),
                rest.getMessage());
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", String.valueOf(PATIENCE));
        properties.put("mail.smtp.timeout", String.valueOf(PATIENCE));
        properties.put("mail.smtp.writetimeout", String.valueOf(PATIENCE));
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", String.valueOf(server.user() != null));
        properties.put("mail.smtp.starttls.enable", String.valueOf(server.tls() == SmtpTls.STARTTLS));
        properties.put("mail.smtp.starttls.required", String.valueOf(server.tls() == SmtpTls.STARTTLS));
        properties.put("mail.smtp.ssl.enable", String.valueOf(server.tls() == SmtpTls.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        // why: a factory that fails must not be passed over for one whose sockets nobody can close.
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.socketFactory", new LineSockets(line));
        properties.put("mail.smtp.ssl.socketFactory", new LineTlsSockets(server.sockets(), line));
        return properties;
    }
}
