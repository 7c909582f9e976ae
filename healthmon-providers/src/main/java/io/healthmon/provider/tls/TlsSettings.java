package io.healthmon.provider.tls;

import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which key is shown to servers and which of their certificates are trusted.
 *
 * @param keystore file with the client's key and certificate, or null for none
 * @param keystorePassword its password, or null for none
 * @param truststore file with the certificates to trust, or null for those of the JVM
 * @param truststorePassword its password, or null for none
 */
public record TlsSettings(
        @Nullable Path keystore,
        @Nullable Secret keystorePassword,
        @Nullable Path truststore,
        @Nullable Secret truststorePassword) {

    /** No key of its own, and the JVM's trust. */
    public static final TlsSettings DEFAULT = new TlsSettings(null, null, null, null);

    /**
     * Reads {@code keystore}, {@code truststore} and their passwords.
     *
     * @throws io.healthmon.settings.SettingException if a file is not a path of this system, or there is a password without
     *     its file
     */
    public static TlsSettings read(Settings settings) {
        return new TlsSettings(
                path(settings, "keystore"),
                password(settings, "keystore"),
                path(settings, "truststore"),
                password(settings, "truststore"));
    }

    /**
     * Reads {@code truststore} and its password, where no key can be shown.
     *
     * @throws io.healthmon.settings.SettingException if the file is not a path of this system, or there is a password without
     *     it
     */
    public static TlsSettings readTrust(Settings settings) {
        return new TlsSettings(null, null, path(settings, "truststore"), password(settings, "truststore"));
    }

    /** Returns the same with another key to show. */
    public TlsSettings withKeystore(Path file, @Nullable Secret password) {
        return new TlsSettings(file, password, truststore, truststorePassword);
    }

    /** Returns the same with other certificates to trust. */
    public TlsSettings withTruststore(Path file, @Nullable Secret password) {
        return new TlsSettings(keystore, keystorePassword, file, password);
    }

    /** Returns the password of a file. One without it opens nothing: whoever wrote it believes in a file that is not read. */
    private static @Nullable Secret password(Settings settings, String file) {
        String name = file + "Password";
        Secret password = settings.secret(name).orElse(null);
        if (password != null && settings.file(file).isEmpty()) {
            throw new SettingException(
                    settings.path(name),
                    "stands there without a file; set \"" + file + "\", or remove \"" + name + "\"");
        }
        return password;
    }

    private static @Nullable Path path(Settings settings, String name) {
        return settings.file(name).isEmpty()
                ? null
                : settings.parsed(name, TlsSettings::path).orElse(null);
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException unreadable) {
            throw new IllegalArgumentException("is not a path of this system", unreadable);
        }
    }
}
