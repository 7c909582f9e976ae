package io.healthmon.provider.http;

import io.healthmon.secret.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which key a check shows and which certificates it trusts.
 *
 * @param keystore file with the client's key and certificate, or null for none
 * @param keystorePassword its password, or null for none
 * @param truststore file with the certificates to trust, or null for those of the JVM
 * @param truststorePassword its password, or null for none
 */
record TlsSettings(
        @Nullable Path keystore,
        @Nullable Secret keystorePassword,
        @Nullable Path truststore,
        @Nullable Secret truststorePassword) {

    /** No key of its own, and the JVM's trust. */
    static final TlsSettings DEFAULT = new TlsSettings(null, null, null, null);

    TlsSettings withKeystore(Path file, @Nullable Secret password) {
        return new TlsSettings(file, password, truststore, truststorePassword);
    }

    TlsSettings withTruststore(Path file, @Nullable Secret password) {
        return new TlsSettings(keystore, keystorePassword, file, password);
    }
}
