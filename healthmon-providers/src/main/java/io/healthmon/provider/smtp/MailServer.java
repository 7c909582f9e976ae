package io.healthmon.provider.smtp;

import io.healthmon.secret.Secret;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The server that takes the mail.
 *
 * @param host its name or address
 * @param port its port
 * @param tls how the connection is secured
 * @param sockets secures it, and knows whom to trust
 * @param user who logs in, or null for nobody
 * @param password his password, or null
 */
record MailServer(
        String host,
        int port,
        SmtpTls tls,
        SSLSocketFactory sockets,
        @Nullable String user,
        @Nullable Secret password) {

    /** Returns host and port, for messages. */
    String place() {
        return host + ":" + port;
    }
}
