package io.healthmon.check.network;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Decides as another does, and remembers what it was shown and what was wrong with it. For one handshake. */
final class RecordingTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager strict;
    private volatile List<X509Certificate> chain = List.of();
    private volatile @Nullable CertificateException refusal;

    RecordingTrust(X509ExtendedTrustManager strict) {
        this.strict = strict;
    }

    /** A trust manager's decision. */
    @FunctionalInterface
    private interface Decision {
        void take() throws CertificateException;
    }

    /** Returns those that count of what the server showed; null when it did not come to that. */
    @Nullable CertificateChain relevant() {
        return chain.isEmpty() ? null : CertificateChain.of(chain, strict.getAcceptedIssuers());
    }

    /** Returns why the chain was refused, or null. */
    @Nullable CertificateException refusal() {
        return refusal;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine) throws CertificateException {
        record(shown, () -> strict.checkServerTrusted(shown, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket) throws CertificateException {
        record(shown, () -> strict.checkServerTrusted(shown, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type) throws CertificateException {
        record(shown, () -> strict.checkServerTrusted(shown, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine) throws CertificateException {
        strict.checkClientTrusted(shown, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket) throws CertificateException {
        strict.checkClientTrusted(shown, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type) throws CertificateException {
        strict.checkClientTrusted(shown, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return strict.getAcceptedIssuers();
    }

    private void record(X509Certificate[] shown, Decision decision) throws CertificateException {
        chain = List.of(shown);
        try {
            decision.take();
        } catch (CertificateException refused) {
            refusal = refused;
            throw refused;
        }
    }
}
