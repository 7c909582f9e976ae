package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.settings.DurationText;
import java.time.Duration;
import javax.naming.CommunicationException;
import javax.naming.ConfigurationException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.naming.OperationNotSupportedException;
import javax.naming.ServiceUnavailableException;

/**
 * Why a question to a name server has no answer. That a name or a record does not exist is an answer, of a zone that is not
 * as the configuration wants it; a server that fails, refuses or is silent says nothing of the name.
 */
final class DnsProblems {

    private DnsProblems() {}

    static Problem of(NamingException failure, DnsClient asked, Duration limit) {
        if (failure instanceof NameNotFoundException) {
            return noName(asked);
        }
        if (failure instanceof ServiceUnavailableException || failure instanceof OperationNotSupportedException) {
            return refused(failure, asked);
        }
        if (failure instanceof NoInitialContextException) {
            return new Problem(
                    Cause.CONFIGURATION,
                    "This Java runtime has no DNS client.",
                    "Add the module jdk.naming.dns to it.",
                    null);
        }
        if (failure instanceof ConfigurationException) {
            return new Problem(
                    Cause.CONFIGURATION,
                    server(asked) + " cannot be asked: " + failure.getExplanation() + ".",
                    "Set \"server\" to the address of a name server.",
                    null);
        }
        return unreached(failure, asked, limit);
    }

    private static Problem noName(DnsClient asked) {
        return new Problem(
                Cause.CONFIGURATION,
                "The name " + asked.host() + " is not known" + toWhom(asked) + ": there is no such name (NXDOMAIN).",
                "Check the spelling of the name, that its domain is still registered, and that its zone is served.",
                null);
    }

    /** Returns what to say of a name that has records, but none of the kind. */
    static Problem noRecord(DnsClient asked) {
        return new Problem(
                Cause.CONFIGURATION,
                "The name " + asked.host() + " has no " + asked.record() + " record" + toWhom(asked) + ".",
                "Add the record to its zone, or ask for another kind with \"record\".",
                null);
    }

    /** Returns what to say where the JVM found nothing: it does not tell an unknown name from a server that fails. */
    static Problem unresolved(DnsClient asked) {
        return new Problem(
                Cause.DNS,
                "The name " + asked.host() + " is not known to this machine, or its name server fails; the JVM does not"
                        + " tell which.",
                "Check the spelling of the name and that this machine's name server answers; set \"server\" to be told"
                        + " which it is.",
                null);
    }

    /** The JDK tells by the class that the server failed, and by another that it refused or does not know the question. */
    private static Problem refused(NamingException failure, DnsClient asked) {
        boolean failed = failure instanceof ServiceUnavailableException;
        return new Problem(
                Cause.SERVER_ERROR,
                server(asked)
                        + (failed ? " failed" : " refused")
                        + " to answer for "
                        + asked.host()
                        + (failed ? " (SERVFAIL)" : " (REFUSED)") + ": " + why(failure) + ".",
                failed
                        ? "See the log of the name server: the servers of the zone may be down, or its signatures wrong."
                        : "Ask a name server that serves this zone, or let this one answer this machine.",
                null);
    }

    private static Problem unreached(NamingException failure, DnsClient asked, Duration limit) {
        boolean silent = failure instanceof CommunicationException && Cause.of(root(failure)) == Cause.TIMEOUT;
        return new Problem(
                silent ? Cause.TIMEOUT : Cause.DNS,
                server(asked)
                        + (silent ? " did not answer within " + DurationText.format(limit) : " failed: " + why(failure))
                        + ".",
                "See whether the name server runs and may be asked from this machine.",
                null);
    }

    private static Throwable root(NamingException failure) {
        Throwable root = failure.getRootCause();
        return root == null ? failure : root;
    }

    private static String why(NamingException failure) {
        String message = root(failure).getMessage();
        if (message != null) {
            return message;
        }
        return failure instanceof CommunicationException
                ? "nobody listens there, or the way to it is cut"
                : failure.getClass().getSimpleName();
    }

    private static String server(DnsClient asked) {
        return asked.server() == null ? "The name server of this machine" : "The name server " + asked.server();
    }

    private static String toWhom(DnsClient asked) {
        return asked.server() == null ? "" : " to the name server " + asked.server();
    }
}
