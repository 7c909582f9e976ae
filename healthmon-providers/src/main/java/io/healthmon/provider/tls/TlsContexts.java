package io.healthmon.provider.tls;

import io.healthmon.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes TLS contexts that trust what the JVM or a trust store trusts and can say why they refuse a certificate. */
public final class TlsContexts {

    private TlsContexts() {}

    /**
     * Makes a context.
     *
     * @throws IllegalArgumentException if a key or trust store cannot be read
     */
    public static SSLContext of(TlsSettings settings) {
        KeyManager[] keys = keys(settings);
        TrustManager[] trust = trust(settings);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new RefusedSettingException("tls", "this JVM offers no TLS: " + unusable.getMessage(), unusable);
        }
    }

    private static KeyManager @Nullable [] keys(TlsSettings settings) {
        Path file = settings.keystore();
        Secret secret = settings.keystorePassword();
        if (file == null) {
            file = property("javax.net.ssl.keyStore");
            String password = System.getProperty("javax.net.ssl.keyStorePassword");
            secret = password == null ? null : Secret.of(password);
        }
        if (file == null) {
            return null;
        }
        char @Nullable [] password = characters(secret);
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(KeyStore.getInstance(file.toFile(), password), password);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException | IllegalArgumentException unreadable) {
            throw refused("keystore", file, unreadable);
        }
    }

    private static TrustManager[] trust(TlsSettings settings) {
        Path file = settings.truststore();
        try {
            KeyStore store = file == null
                    ? null
                    : KeyStore.getInstance(file.toFile(), characters(settings.truststorePassword()));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            TrustManager[] managers = factory.getTrustManagers();
            for (int index = 0; index < managers.length; index++) {
                if (managers[index] instanceof X509ExtendedTrustManager strict) {
                    managers[index] = new ExplainingTrust(strict);
                }
            }
            return managers;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException unreadable) {
            throw refused("truststore", file, unreadable);
        }
    }

    private static RefusedSettingException refused(String name, @Nullable Path file, Exception why) {
        String reason = why.getCause() instanceof java.security.UnrecoverableKeyException
                ? "its password is wrong"
                : String.valueOf(why.getMessage());
        String message = name + (file == null ? " of the JVM" : " \"" + file + "\"") + " cannot be read: " + reason
                + "; use a file in PKCS12 or JKS format and its password";
        return new RefusedSettingException("tls." + name, message, why);
    }

    private static @Nullable Path property(String name) {
        String value = System.getProperty(name);
        return value == null || value.isBlank() || value.equals("NONE") ? null : Path.of(value);
    }

    private static char @Nullable [] characters(@Nullable Secret secret) {
        return secret == null ? null : secret.reveal().toCharArray();
    }
}
