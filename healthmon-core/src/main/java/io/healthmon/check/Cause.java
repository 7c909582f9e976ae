package io.healthmon.check;

import io.healthmon.egress.RefusedTargetException;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Why a check did not find its service healthy: a closed set, so that people and rules can rely on it.
 *
 * @since 0.1
 */
public enum Cause {
    /** The host's name could not be resolved. */
    DNS,
    /** No connection: refused, unreachable, or broken off before an answer. */
    CONNECT,
    /** The TLS handshake or the certificate failed. */
    TLS,
    /** No answer within the time limit. */
    TIMEOUT,
    /** A credential that the check needs is not configured. */
    CREDENTIALS_MISSING,
    /** The service does not know the credential. */
    CREDENTIALS_INVALID,
    /** The credential's lifetime is over. */
    CREDENTIALS_EXPIRED,
    /** The credential was withdrawn. */
    CREDENTIALS_REVOKED,
    /** The credential is good but may not do this. */
    PERMISSION,
    /** The account is suspended, unpaid or paused. */
    ACCOUNT,
    /** Too many calls in a short time. */
    RATE_LIMITED,
    /** A longer-term allowance is used up or nearly so. */
    QUOTA,
    /** The address or another setting is wrong. */
    CONFIGURATION,
    /** The service refused the request as wrong. */
    CLIENT_ERROR,
    /** The service failed. */
    SERVER_ERROR,
    /** The service answered, but not what was expected. */
    ASSERTION,
    /** This machine's own network is the likely reason. */
    LOCAL_NETWORK,
    /** The check itself failed: it threw, returned nothing, or could not be run. */
    CHECK_ERROR;

    private static final int DEEPEST = 10;

    /** Returns the name in lower case, as it stands in JSON and SQL. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns what an exception of the JDK's network code means, looking through its causes; {@link #CHECK_ERROR}
     * when it means none of the others. The outermost that tells something counts, but for a failed connection whose
     * own cause is an unknown host: the JDK's HTTP client reports both alike.
     */
    public static Cause of(Throwable failure) {
        Cause found = CHECK_ERROR;
        Throwable current = failure;
        for (int depth = 0; current != null && depth < DEEPEST; depth++) {
            Cause cause = ofOne(current);
            if (cause == DNS && found == CONNECT) {
                return DNS;
            }
            found = found == CHECK_ERROR ? cause : found;
            current = current.getCause();
        }
        return found;
    }

    private static Cause ofOne(Throwable failure) {
        if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
            return DNS;
        }
        if (failure instanceof RefusedTargetException) {
            return CONFIGURATION;
        }
        if (isTimeout(failure)) {
            return TIMEOUT;
        }
        if (failure instanceof SSLException) {
            return TLS;
        }
        boolean connection = failure instanceof SocketException
                || failure instanceof ClosedChannelException
                || failure instanceof EOFException;
        return connection ? CONNECT : CHECK_ERROR;
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof SocketTimeoutException
                || failure instanceof TimeoutException
                || isHttpTimeout(failure.getClass());
    }

    /** Goes by the name, because this module does without {@code java.net.http}. */
    private static boolean isHttpTimeout(Class<?> type) {
        boolean connecting = type.getName().equals("java.net.http.HttpConnectTimeoutException");
        return connecting || type.getName().equals("java.net.http.HttpTimeoutException");
    }
}
