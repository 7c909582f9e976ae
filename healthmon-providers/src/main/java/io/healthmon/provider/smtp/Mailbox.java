package io.healthmon.provider.smtp;

import io.healthmon.channel.AlertMessage;
import io.healthmon.channel.DeliveryException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who sends, and who gets what. Safe for use by multiple threads. */
final class Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpChannel.class);

    private final InternetAddress from;
    private final List<InternetAddress> to;
    private final TakenMails taken = new TakenMails();

    Mailbox(String from, List<String> to) {
        this.from = MailAddresses.parse(from);
        this.to = to.stream().map(MailAddresses::parse).toList();
    }

    /**
     * Returns an attempt to tell those who do not know yet.
     *
     * @throws DeliveryException if there is nobody to tell
     */
    Mailing mailing(MailServer server, AlertMessage message) throws DeliveryException {
        String id = message.alert().id();
        List<String> unreadable = new ArrayList<>();
        List<InternetAddress> all = MailAddresses.each(
                to,
                message.alert().recipients(),
                address -> unreadable.add(address.replaceAll("[\\p{Cntrl}\u0080-\u009f\u2028\u2029]", "?")));
        if (!unreadable.isEmpty()) {
            LOG.warn("healthmon: alert {} goes without recipients that are no mail addresses: {}", id, unreadable);
        }
        if (all.isEmpty()) {
            throw DeliveryException.permanent(
                    "The alert has no recipient by mail: set \"to\" of the channel, or \"alertEmail\" of the integration "
                            + message.alert().integrationId() + ".",
                    null);
        }
        return new Mailing(server, from, taken.without(id, all), message, recipient -> taken.add(id, recipient));
    }

    /** Forgets an alert that everybody has. */
    void delivered(AlertMessage message) {
        taken.forget(message.alert().id());
    }
}
