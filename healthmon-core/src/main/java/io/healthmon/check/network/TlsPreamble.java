package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * What a TLS check says before TLS begins. For mail servers with STARTTLS there is {@link SmtpCheck}.
 *
 * @since 0.1
 */
public enum TlsPreamble {
    /** Nothing: the port speaks TLS at once. */
    NONE,
    /** The request for TLS of PostgreSQL. */
    POSTGRESQL;

    /** Eight bytes: their number, and 1234 and 5679, by which the server tells it from a version. */
    private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 0x04, (byte) 0xd2, 0x16, 0x2f};

    /**
     * Says it, and hears that TLS may begin.
     *
     * @throws TlsFailedException if it may not
     */
    void over(Socket socket, HostPort place, Duration limit) throws IOException {
        if (this == NONE) {
            return;
        }
        try {
            socket.setSoTimeout((int) Math.max(1, limit.toMillis()));
            socket.getOutputStream().write(SSL_REQUEST);
            socket.getOutputStream().flush();
            // why: one byte and no more, for what follows is TLS already
            int answer = socket.getInputStream().read();
            if (answer != 'S') {
                throw new TlsFailedException(refusal(answer, place), null, new IOException("answered " + answer));
            }
        } catch (TlsFailedException told) {
            throw told;
        } catch (IOException failed) {
            throw new TlsFailedException(TlsProblems.of(failed, place, place.host(), limit), null, failed);
        }
    }

    private static Problem refusal(int answer, HostPort place) {
        return answer == 'N'
                ? new Problem(
                        Cause.CONFIGURATION,
                        "The PostgreSQL server " + place + " does not offer TLS.",
                        "Set \"ssl\" to on in its postgresql.conf, with a certificate and a key.",
                        "https://www.postgresql.org/docs/current/ssl-tcp.html")
                : new Problem(
                        Cause.TLS,
                        "What listens at " + place + " does not answer as PostgreSQL does.",
                        "See whether host and port are those of the server, and \"startTls\" is what it speaks.",
                        null);
    }
}
