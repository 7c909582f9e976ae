package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.settings.DurationText;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * What it means when a handshake fails for another reason than the server's certificate. What kind of failure it is tells
 * the exception; which alert the server sent stands in its text alone.
 */
final class TlsProblems {

    private static final List<Row> ROWS = List.of(
            new Row(
                    List.of("unrecognized ssl message", "unsupported or unrecognized"),
                    "What listens at %s does not speak TLS.",
                    "See whether the port is the right one, and whether another protocol comes before TLS there."),
            new Row(
                    List.of("certificate_required", "bad_certificate"),
                    "The server at %s wants a client certificate that it accepts.",
                    "Watch a port that asks for none, or let the server make it optional."),
            new Row(
                    List.of("unrecognized_name"),
                    "The server at %s does not know the name %s.",
                    "See whether the name is the right one; set \"serverName\" to one that the server knows."),
            new Row(
                    List.of(
                            "protocol_version",
                            "handshake_failure",
                            "no appropriate",
                            "insufficient_security",
                            "not accepted by client"),
                    "This JVM and the server at %s have no TLS version or cipher in common, or the server wants a client"
                            + " certificate.",
                    "Let the server offer TLS 1.2 or 1.3."));

    private TlsProblems() {}

    /**
     * One kind of failure.
     *
     * @param signs any of which stands in the text of the exception
     * @param message with the server's place, and the name that was asked for
     */
    private record Row(List<String> signs, String message, String resolution) {}

    /** Returns what it means; {@code name} is the one that was asked for. */
    static Problem of(IOException failure, HostPort place, String name, Duration limit) {
        if (Cause.of(failure) == Cause.TIMEOUT) {
            String within = " within " + DurationText.format(limit.truncatedTo(ChronoUnit.MILLIS));
            return new Problem(
                    Cause.TIMEOUT,
                    "No TLS handshake with " + place + within + ", though connected.",
                    "See whether the service is overloaded and whether it speaks TLS on this port.",
                    null);
        }
        String text = String.valueOf(failure.getMessage());
        String plain = text.toLowerCase(Locale.ROOT);
        for (Row row : ROWS) {
            if (failure instanceof SSLException && row.signs.stream().anyMatch(plain::contains)) {
                return new Problem(Cause.TLS, String.format(row.message, place, name), row.resolution, null);
            }
        }
        return new Problem(
                failure instanceof SSLException ? Cause.TLS : Cause.CONNECT,
                "The TLS handshake with " + place + " failed: " + text + ".",
                "See the TLS settings and the log of the server: it may want another version, another name or a client"
                        + " certificate.",
                null);
    }
}
