package io.healthmon.provider.smtp;

import io.healthmon.provider.tls.TlsContexts;
import io.healthmon.provider.tls.TlsSettings;
import io.healthmon.secret.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link SmtpChannel}.
 *
 * <p>Each setter checks its value and throws {@link IllegalArgumentException} with the name, the value unless it is a
 * secret, and what is allowed. Not safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class SmtpChannelBuilder {

    static final int LAST_PORT = 65_535;

    private static final int SUBMISSION = 587;
    private static final String TRANSPORT = "org.eclipse.angus.mail.smtp.SMTPTransport";

    private final String host;
    private int port = SUBMISSION;
    private @Nullable String user;
    private @Nullable Secret password;
    private @Nullable String from;
    private List<String> to = List.of();
    private SmtpTls tls = SmtpTls.STARTTLS;
    private TlsSettings trust = TlsSettings.DEFAULT;

    SmtpChannelBuilder(String host) {
        if (!host.strip().matches("[\\w.:\\[\\]-]+")) {
            throw new IllegalArgumentException("host \"" + host.replaceAll("\\p{Cntrl}", "?")
                    + "\" is not allowed; use the mail server's name or address, such as smtp.example.com");
        }
        this.host = host.strip();
    }

    /** Sets the port, from 1 to 65535. Default: 587. */
    public SmtpChannelBuilder port(int port) {
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("port " + port + " is not allowed; use from 1 to " + LAST_PORT);
        }
        this.port = port;
        return this;
    }

    /** Sets who logs in, and his password. If not set, nobody does. */
    public SmtpChannelBuilder login(String user, Secret password) {
        if (user.isBlank() || password.isBlank()) {
            throw new IllegalArgumentException(
                    "user and password must not be blank; leave both out to send without login");
        }
        this.user = user;
        this.password = password;
        return this;
    }

    /** Sets the sender, such as {@code Health <health@example.com>}; must be set. */
    public SmtpChannelBuilder from(String address) {
        this.from = address;
        return this;
    }

    /**
     * Sets who gets every alert, beside those whom an integration names; each gets it once. Default: nobody, so that only
     * integrations that name somebody can be told of; an alert for nobody fails for good.
     */
    public SmtpChannelBuilder to(String... addresses) {
        this.to = new ArrayList<>(Arrays.asList(addresses));
        return this;
    }

    /** Sets how the connection is secured. Default: {@link SmtpTls#STARTTLS}, without which nothing is sent. */
    public SmtpChannelBuilder tls(SmtpTls tls) {
        this.tls = tls;
        return this;
    }

    /** Sets a file with the certificates to trust, in PKCS12 or JKS format. Default: those that the JVM trusts. */
    public SmtpChannelBuilder truststore(Path file, @Nullable Secret password) {
        return trust(TlsSettings.DEFAULT.withTruststore(file, password));
    }

    SmtpChannelBuilder trust(TlsSettings settings) {
        this.trust = settings;
        return this;
    }

    /**
     * Returns the channel; the builder may be used on.
     *
     * @throws IllegalStateException if Angus Mail is not there
     * @throws IllegalArgumentException if an address is none, or the trust store cannot be read
     */
    public SmtpChannel build() {
        requireMailLibrary();
        String sender = from;
        if (sender == null) {
            throw new IllegalArgumentException("from is missing; set the sender's address");
        }
        requireAddress("from", sender);
        to.forEach(address -> requireAddress("to", address));
        MailServer server =
                new MailServer(host, port, tls, TlsContexts.of(trust).getSocketFactory(), user, password);
        return new SmtpChannel(server, new Mailbox(sender, to));
    }

    /**
     * Refuses to go on without the library, which is optional.
     *
     * @throws IllegalStateException with the dependency to add
     */
    static void requireMailLibrary() {
        try {
            Class.forName(TRANSPORT, false, SmtpChannelBuilder.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError missing) {
            throw new IllegalStateException(
                    "sending mail needs Angus Mail, which is not there; add the dependency"
                            + " org.eclipse.angus:angus-mail, version 2.0.5 or later",
                    missing);
        }
    }

    static String requireAddress(String setting, String address) {
        try {
            return MailAddresses.parse(address).toString();
        } catch (IllegalArgumentException refused) {
            String shown = address.replaceAll("\\p{Cntrl}", "?");
            throw new IllegalArgumentException(setting + " \"" + shown + "\" " + refused.getMessage(), refused);
        }
    }
}
