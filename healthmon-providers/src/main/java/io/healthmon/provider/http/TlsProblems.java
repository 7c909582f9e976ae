package io.healthmon.provider.http;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** What it means when TLS fails for another reason than the server's certificate. */
final class TlsProblems {

    private TlsProblems() {}

    static Problem of(SSLException failure, String place) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("unrecognized ssl message") || text.contains("unsupported or unrecognized")) {
            return problem(
                    "What listens at " + place + " does not speak TLS.",
                    "See whether the address should begin with http://, or the port is another.");
        }
        if (text.contains("certificate_required") || text.contains("bad_certificate")) {
            return problem(
                    "The server at " + place + " wants a client certificate that it accepts.",
                    "Set \"tls.keystore\" to a file with a key and a certificate that the server knows.");
        }
        if (text.contains("unrecognized_name")) {
            return problem(
                    "The server at " + place + " does not know this host name.",
                    "See whether the address names the right host.");
        }
        if (text.contains("protocol_version")
                || text.contains("handshake_failure")
                || text.contains("insufficient_security")
                || text.contains("not accepted by client")
                || text.contains("no appropriate")) {
            return problem(
                    "This JVM and the server at " + place + " have no TLS version or cipher in common, or the server"
                            + " wants a client certificate.",
                    "Let the server offer TLS 1.2 or 1.3, or set \"tls.keystore\".");
        }
        return problem(
                "The TLS handshake with " + place + " failed: " + failure.getMessage() + ".",
                "See the TLS settings of the server.");
    }

    private static Problem problem(String message, String resolution) {
        return new Problem(Cause.TLS, message, resolution, null);
    }
}
