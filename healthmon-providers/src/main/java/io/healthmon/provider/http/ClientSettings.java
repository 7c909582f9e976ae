package io.healthmon.provider.http;

import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.tls.TlsSettings;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What tells one client from another; checks whose settings are equal share a client and its connections.
 *
 * @param proxy host and port of the proxy, or null for the one of the JVM's settings, if any
 * @param tls the keys and certificates
 * @param context a context that the application made itself, which then takes the place of {@code tls}; or null
 * @param guard judges every address that is connected to
 */
record ClientSettings(
        @Nullable ProxyAddress proxy,
        TlsSettings tls,
        @Nullable SSLContext context,
        TargetGuard guard) {

    /** The client of a check without any such settings. */
    static final ClientSettings DEFAULT = new ClientSettings(null, TlsSettings.DEFAULT, null);

    ClientSettings {
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(guard, "guard");
    }

    ClientSettings(@Nullable ProxyAddress proxy, TlsSettings tls, @Nullable SSLContext context) {
        this(proxy, tls, context, TargetGuard.none());
    }

    /**
     * Returns the same under a guard.
     *
     * @throws IllegalArgumentException if there is a proxy, which would resolve names by itself
     */
    ClientSettings guardedBy(TargetGuard other) {
        if (proxy != null) {
            throw new IllegalArgumentException(
                    "a proxy resolves names by itself, so no guard can judge where to; declare a check that goes by a"
                            + " proxy in the application or its file");
        }
        return new ClientSettings(null, tls, context, other);
    }
}
