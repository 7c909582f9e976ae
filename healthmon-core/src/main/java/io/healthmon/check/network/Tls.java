package io.healthmon.check.network;

import io.healthmon.check.Problem;
import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Shakes hands by TLS, each time in full, and says in words why it fails. Safe for use by multiple threads. */
final class Tls {

    private final @Nullable X509ExtendedTrustManager trust;

    private Tls(@Nullable X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    /** Read when first needed: checks are made before anybody knows whether they will be run. */
    private static final class OfTheJvm {
        static final X509ExtendedTrustManager TRUST = managers(null);
    }

    /**
     * A connection by TLS.
     *
     * @param socket the connection
     * @param chain the certificates of the server that count
     */
    record Secured(SSLSocket socket, CertificateChain chain) {}

    /** Trusts what the JVM trusts. */
    static Tls ofTheJvm() {
        return new Tls(null);
    }

    /**
     * Trusts the certificates of a file in PKCS12 or JKS format, which is read now.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    static Tls trusting(Path file, @Nullable Secret password) {
        char[] characters = password == null ? null : password.reveal().toCharArray();
        try {
            return new Tls(managers(KeyStore.getInstance(file.toFile(), characters)));
        } catch (GeneralSecurityException | IOException | IllegalStateException | IllegalArgumentException unusable) {
            String reason = unusable.getCause() instanceof UnrecoverableKeyException
                    ? "its password is wrong"
                    : String.valueOf(unusable.getMessage());
            throw new IllegalArgumentException(
                    "truststore \"" + file + "\" cannot be read: " + reason
                            + "; use a file in PKCS12 or JKS format and its password",
                    unusable);
        }
    }

    /** Reads the settings {@code truststore} and {@code truststorePassword}. */
    static Tls from(Settings settings) {
        Optional<Secret> password = settings.secret("truststorePassword");
        Optional<String> file = settings.file("truststore").filter(text -> !text.isBlank());
        if (password.isPresent() && file.isEmpty()) {
            throw new SettingException(
                    settings.path("truststorePassword"),
                    "stands there without a file; set \"truststore\", or remove \"truststorePassword\"");
        }
        try {
            return file.map(name -> trusting(Path.of(name), password.orElse(null)))
                    .orElseGet(Tls::ofTheJvm);
        } catch (InvalidPathException unreadable) {
            throw settings.wrong("truststore", "the path of a file in PKCS12 or JKS format");
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path("truststore"), String.valueOf(refused.getMessage()));
        }
    }

    private static X509ExtendedTrustManager managers(@Nullable KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new IllegalStateException("this JVM has no trust manager for certificates");
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(
                    "this JVM cannot read its certificates: " + unusable.getMessage(), unusable);
        }
    }

    /**
     * Shakes hands over an open connection.
     *
     * @param name the name that is asked for, and that the certificate has to carry
     * @throws TlsFailedException if that fails, whatever the reason
     */
    Secured handshake(Socket plain, HostPort place, String name, Duration limit, Instant now) throws IOException {
        RecordingTrust recorder = new RecordingTrust(trust == null ? OfTheJvm.TRUST : trust);
        try {
            plain.setSoTimeout((int) Math.max(1, limit.toMillis()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {recorder}, null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, place.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return new Secured(socket, Objects.requireNonNull(recorder.relevant(), "no certificate"));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("this JVM offers no TLS: " + unusable.getMessage(), unusable);
        } catch (IOException failed) {
            throw failed(failed, recorder, place, name, limit, now);
        }
    }

    private static TlsFailedException failed(
            IOException failure, RecordingTrust recorder, HostPort place, String name, Duration limit, Instant now) {
        CertificateChain chain = recorder.relevant();
        CertificateException refusal = recorder.refusal();
        Problem problem = refusal != null && chain != null
                ? CertificateProblems.of(chain.certificates(), refusal, place, name, now)
                : TlsProblems.of(failure, place, name, limit);
        return new TlsFailedException(problem, chain, failure);
    }
}
