package io.healthmon.provider.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server's certificate that is not trusted, and why, in words for people. */
public final class RefusedCertificateException extends CertificateException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_NAMES = 3;

    /** Stands for the name of the setting, which is not everywhere the same. */
    private static final String TRUSTSTORE = "<truststore>";

    private final transient Words words;

    RefusedCertificateException(X509Certificate[] chain, CertificateException refused) {
        super(refused.getMessage(), refused);
        words = words(chain, refused);
    }

    /** What is wrong, and what to do about it. */
    private record Words(String problem, String resolution) {}

    private static Words words(X509Certificate[] chain, CertificateException refused) {
        X509Certificate own = chain[0];
        X509Certificate expired = first(chain, refused, CertificateExpiredException.class);
        if (expired != null) {
            return new Words(
                    "The certificate expired on " + expired.getNotAfter().toInstant() + named(own, expired) + ".",
                    "Renew the certificate and deploy it.");
        }
        X509Certificate early = first(chain, refused, CertificateNotYetValidException.class);
        if (early != null) {
            return new Words(
                    "The certificate is not valid before "
                            + early.getNotBefore().toInstant() + named(own, early) + ".",
                    "Compare the clocks of both machines, or deploy the right certificate.");
        }
        return aboutTheName(refused)
                ? new Words(
                        "The certificate is for another host: it names " + names(own) + ".",
                        "Use a name that the certificate carries, or deploy one for this name.")
                : ofTheChain(chain, refused);
    }

    private static Words ofTheChain(X509Certificate[] chain, CertificateException refused) {
        X509Certificate own = chain[0];
        CertPathValidatorException invalid = CauseChain.find(refused, CertPathValidatorException.class);
        if (invalid != null && invalid.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
            return new Words(
                    "The certificate, or one that is sent along, uses an algorithm or a key that this JVM takes for too"
                            + " weak.",
                    "Deploy a certificate with a key of 2048 bits (RSA) or 256 bits (EC) at least, signed with SHA-256.");
        }
        if (CauseChain.find(refused, CertPathBuilderException.class) == null) {
            return new Words(
                    "The certificate is refused: " + refused.getMessage() + ".",
                    "Deploy a certificate that is made for servers, of a known authority.");
        }
        if (chain.length == 1 && own.getSubjectX500Principal().equals(own.getIssuerX500Principal())) {
            return new Words(
                    "The certificate is self-signed, and not among those that are trusted.",
                    "Deploy a certificate of a known authority, or add this one to \"" + TRUSTSTORE + "\".");
        }
        return new Words(
                "The certificate's issuer is not trusted: "
                        + own.getIssuerX500Principal().getName() + ".",
                "Let the server send its intermediate certificates, or add the issuer to \"" + TRUSTSTORE + "\".");
    }

    /** Returns what is wrong. */
    public String problem() {
        return words.problem;
    }

    /**
     * Returns what to do about it.
     *
     * @param truststore the name of the setting that names the certificates to trust
     */
    public String resolution(String truststore) {
        return words.resolution.replace(TRUSTSTORE, truststore);
    }

    private static @Nullable X509Certificate first(
            X509Certificate[] chain, Throwable refused, Class<? extends CertificateException> why) {
        return CauseChain.find(refused, why) == null ? null : culprit(chain, why);
    }

    /** Finds the certificate to blame; the server's own when it is one that only the JVM's trust holds. */
    private static X509Certificate culprit(X509Certificate[] chain, Class<? extends CertificateException> why) {
        for (X509Certificate certificate : chain) {
            try {
                certificate.checkValidity();
            } catch (CertificateException invalid) {
                if (why.isInstance(invalid)) {
                    return certificate;
                }
            }
        }
        return chain[0];
    }

    /** The JDK throws the plain exception, without a cause, when and only when the host's name does not fit. */
    private static boolean aboutTheName(CertificateException refused) {
        String message = String.valueOf(refused.getMessage());
        return refused.getClass() == CertificateException.class
                && refused.getCause() == null
                && message.startsWith("No ");
    }

    private static String named(X509Certificate own, X509Certificate culprit) {
        return own.equals(culprit)
                ? ""
                : ", that of " + culprit.getSubjectX500Principal().getName();
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null && !alternatives.isEmpty()) {
                // why: names of rare kinds come as bytes
                List<String> names = alternatives.stream()
                        .map(name -> name.get(1))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
                return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                        + (names.size() > MOST_NAMES ? " and others" : "");
            }
        } catch (CertificateParsingException unreadable) {
            return "nothing that can be read";
        }
        return certificate.getSubjectX500Principal().getName();
    }
}
