package io.healthmon.provider.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Decides as another does; a refusal carries the certificates, which the exception of the JDK does not. */
final class ExplainingTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager strict;

    ExplainingTrust(X509ExtendedTrustManager strict) {
        this.strict = strict;
    }

    /** A trust manager's decision. */
    @FunctionalInterface
    private interface Decision {
        void take() throws CertificateException;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        explain(chain, () -> strict.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        explain(chain, () -> strict.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        explain(chain, () -> strict.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        strict.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        strict.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        strict.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return strict.getAcceptedIssuers();
    }

    private static void explain(X509Certificate[] chain, Decision decision) throws CertificateException {
        try {
            decision.take();
        } catch (CertificateException refused) {
            throw new RefusedCertificateException(chain, refused);
        }
    }
}
