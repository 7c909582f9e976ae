package io.healthmon.provider.http;

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
 */
record ClientSettings(
        @Nullable ProxyAddress proxy,
        TlsSettings tls,
        @Nullable SSLContext context) {

    /** The client of a check without any such settings. */
    static final ClientSettings DEFAULT = new ClientSettings(null, TlsSettings.DEFAULT, null);

    ClientSettings {
        Objects.requireNonNull(tls, "tls");
    }
}
