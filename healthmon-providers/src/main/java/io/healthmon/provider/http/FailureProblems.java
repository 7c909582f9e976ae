package io.healthmon.provider.http;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.egress.RefusedTargetException;
import io.healthmon.provider.tls.CauseChain;
import io.healthmon.provider.tls.RefusedCertificateException;
import io.healthmon.settings.DurationText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/** What it means when there is no answer, or not all of it: the exceptions of the client, told apart. */
final class FailureProblems {

    private FailureProblems() {}

    /** Returns the result for a failure of the client. */
    static CheckResult of(Throwable failure, Hop hop) {
        if (failure instanceof RefusedTargetException refused) {
            Problem problem =
                    new Problem(Cause.CONFIGURATION, String.valueOf(refused.getMessage()), refused.resolution(), null);
            return CheckResult.unknown(problem);
        }
        return CheckResult.down(problem(failure, hop));
    }

    /** Returns the result for a run whose time is over; it says how far it had come. */
    static CheckResult timeOver(Duration timeout, Hop hop) {
        String place = SafeAddress.hostAndPort(hop.template().uri());
        String within = " within " + DurationText.format(timeout);
        String slow = "See whether the service is overloaded, or raise \"timeout\".";
        return CheckResult.down(
                switch (hop.phase()) {
                    case RESOLVING ->
                        problem(
                                Cause.DNS,
                                "The name of " + SafeAddress.host(hop.template().uri()) + " was not resolved" + within
                                        + ".",
                                "See whether the name servers of this machine answer.");
                    case CONNECTING ->
                        problem(
                                Cause.TIMEOUT,
                                "No " + (SafeAddress.secure(hop.template().uri()) ? "TLS " : "") + "connection to "
                                        + place + within + ".",
                                "See whether a firewall drops the packets, or the machine is off or overloaded.");
                    case WAITING ->
                        problem(Cause.TIMEOUT, "No answer from " + place + within + ", though connected.", slow);
                    case READING ->
                        problem(
                                Cause.TIMEOUT,
                                "The answer " + hop.answer().status() + " of " + place + " was not complete" + within
                                        + "; " + hop.answer().length() + " bytes of its body had arrived.",
                                slow);
                });
    }

    /** Returns the result for a run whose client can get no answer any more, which says nothing of the service. */
    static CheckResult clientLost() {
        return CheckResult.down(problem(
                Cause.CHECK_ERROR,
                "The check itself failed: the thread of its HTTP client has ended.",
                "The next check has another client; see whether this process is short of memory or of threads."));
    }

    private static Problem problem(Throwable failure, Hop hop) {
        String place = SafeAddress.hostAndPort(hop.template().uri());
        RefusedCertificateException refused = CauseChain.find(failure, RefusedCertificateException.class);
        if (refused != null) {
            return problem(Cause.TLS, refused.problem(), refused.resolution("tls.truststore"));
        }
        if (Cause.of(failure) == Cause.DNS) {
            return problem(
                    Cause.DNS,
                    "The host name " + SafeAddress.host(hop.template().uri()) + " is not known.",
                    "Look for a typing error in the address, and see whether the name servers of this machine answer.");
        }
        SSLException tls = CauseChain.find(failure, SSLException.class);
        if (tls != null) {
            return TlsProblems.of(tls, place);
        }
        if (any(failure, FailureProblems::notHttp)) {
            return problem(
                    Cause.ASSERTION,
                    "What " + place + " answers is not HTTP that can be read.",
                    "See whether the port belongs to this service, and speaks HTTP.");
        }
        return hop.answer().hasHead() ? brokenOff(hop, place) : unanswered(failure, hop, place);
    }

    private static Problem brokenOff(Hop hop, String place) {
        return problem(
                Cause.CONNECT,
                "The connection to " + place + " broke off in the middle of the answer "
                        + hop.answer().status() + ", after " + hop.answer().length() + " bytes of its body.",
                "See the log of the service, and of what stands between it and this machine.");
    }

    private static Problem unanswered(Throwable failure, Hop hop, String place) {
        if (any(failure, FailureProblems::noNetwork)) {
            return problem(
                    Cause.LOCAL_NETWORK,
                    "No way from this machine to " + place + ": the network cannot be reached.",
                    "See whether this machine has a network and a route.");
        }
        boolean connecting =
                any(failure, cause -> cause instanceof ConnectException || cause instanceof NoRouteToHostException);
        if (connecting && (hop.request().sendings() == 0 || hop.unreached() != null)) {
            return problem(
                    Cause.CONNECT,
                    "Nothing accepts connections at " + place + ".",
                    "See whether the service runs and listens there, and whether a firewall refuses it.");
        }
        return any(failure, IOException.class::isInstance) ? unanswered(hop, place) : unexplained(failure);
    }

    private static Problem unanswered(Hop hop, String place) {
        String twice = hop.request().sendings() > 1
                ? " twice: once on a connection that had been kept open, and once on a new one"
                : "";
        // why: the client does not tell an end during the handshake, or the refusal of a missing client certificate,
        // from
        // an end after it.
        boolean secure = SafeAddress.secure(hop.template().uri());
        String handshake = secure ? ", perhaps during the TLS handshake" : "";
        String certificate =
                secure ? " Some servers do so when they want a client certificate; it stands in \"tls.keystore\"." : "";
        return problem(
                Cause.CONNECT,
                "The connection to " + place + " ended before an answer" + twice + handshake + ".",
                "See the log of the service: it dropped the request, or something between did." + certificate);
    }

    private static Problem unexplained(Throwable failure) {
        Throwable root =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String kind = root instanceof CancellationException
                ? "was cancelled"
                : "failed: " + root.getClass().getSimpleName();
        return Problem.of(Cause.CHECK_ERROR, "The check itself " + kind + ".");
    }

    private static boolean noNetwork(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains("Network is unreachable");
    }

    /** The client has no exception of its own for this, only texts, which begin alike on all its versions. */
    private static boolean notHttp(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof ProtocolException
                || cause instanceof NumberFormatException
                || message.startsWith("Invalid ")
                || message.startsWith("Illegal ")
                || message.startsWith("Bad ")
                || message.startsWith("Unexpected content length")
                || message.startsWith("unexpected content length");
    }

    private static boolean any(Throwable failure, Predicate<Throwable> test) {
        return CauseChain.of(failure).stream().anyMatch(test);
    }

    private static Problem problem(Cause cause, String message, String resolution) {
        return new Problem(cause, message, resolution, null);
    }
}
