package io.healthmon.provider.smtp;

import io.healthmon.alert.Alert;
import io.healthmon.channel.AlertMessage;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Collection;
import java.util.Date;

/** An alert as a mail: the same in every attempt, its Message-ID too, so that a mailbox can see that it has it already. */
final class AlertMail extends MimeMessage {

    private static final String UTF_8 = "UTF-8";
    private static final int LONGEST_SUBJECT = 200;

    private final String messageId;

    private AlertMail(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    static AlertMail of(
            Session session, AlertMessage message, InternetAddress from, Collection<InternetAddress> recipients)
            throws MessagingException {
        Alert alert = message.alert();
        String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
        AlertMail mail = new AlertMail(session, "<healthmon." + token(alert.id()) + "@" + domain + ">");
        mail.setFrom(from);
        mail.setRecipients(Message.RecipientType.TO, recipients.toArray(InternetAddress[]::new));
        mail.setSubject(line(message.subject()), UTF_8);
        mail.setSentDate(Date.from(alert.at()));
        // why: RFC 3834; so that nobody's holiday notice answers.
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Healthmon-Alert", token(alert.id()));
        mail.setHeader("X-Healthmon-Integration", token(alert.integrationId()));
        mail.setHeader("X-Healthmon-Kind", alert.kind().label());
        mail.setHeader("X-Healthmon-Severity", alert.severity().label());
        mail.setContent(alternatives(message));
        mail.saveChanges();
        return mail;
    }

    private static MimeMultipart alternatives(AlertMessage message) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(message.text(), UTF_8, "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(AlertHtml.of(message), UTF_8, "html");
        // why: the last is what a mail program shows if it can.
        return new MimeMultipart("alternative", text, html);
    }

    /** Called by {@link #saveChanges()}, which would make up a new one each time. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    /** On one line, since what comes after a line break would be a header of its own. */
    private static String line(String text) {
        String line =
                text.replaceAll("[\\p{Cntrl}\u0080-\u009f\u2028\u2029]+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
    }

    private static String token(String id) {
        return id.replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
