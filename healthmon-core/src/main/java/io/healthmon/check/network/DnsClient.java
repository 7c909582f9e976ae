package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.egress.RefusedTargetException;
import io.healthmon.egress.TargetGuard;
import io.healthmon.settings.DurationText;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.CommunicationException;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks for records: plain addresses by way of the JVM, everything else by the DNS client of the JDK.
 *
 * @param host the name, of letters that have no meaning to JNDI
 * @param record the kind of record
 * @param server who is asked, or null for the servers of this machine
 * @param guard judges the address of the server
 */
record DnsClient(String host, DnsRecord record, @Nullable HostPort server, TargetGuard guard) {

    private static final String CLIENT = "com.sun.jndi.dns.DnsContextFactory";
    private static final int TRIES = 2;

    /** The tries take 1 + 2 parts; one is kept in hand, and more where this machine may have several servers. */
    private static final int PARTS = 4;

    private static final int PARTS_OF_SEVERAL = 10;

    /** Nothing was found; the problem says why. */
    static final class NoAnswerException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        NoAnswerException(Problem problem, @Nullable Throwable cause) {
            super(problem.message(), cause);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /** Returns the values, in one form each; at least one. */
    List<String> values(Duration limit) throws NoAnswerException {
        boolean plain = server == null && record == DnsRecord.A;
        List<String> values = plain ? addresses() : records(limit);
        if (values.isEmpty()) {
            throw none(null);
        }
        return values;
    }

    private List<String> addresses() throws NoAnswerException {
        try {
            List<String> values = new ArrayList<>();
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address instanceof Inet4Address) {
                    values.add(address.getHostAddress());
                }
            }
            return values;
        } catch (UnknownHostException unknown) {
            throw unknown(unknown);
        }
    }

    // why: only names of plain letters get here, and DNS has nothing to deserialize
    @SuppressWarnings("BanJNDI")
    private List<String> records(Duration limit) throws NoAnswerException {
        try {
            DirContext context = new InitialDirContext(environment(limit, place()));
            try {
                // why: with the last dot the name is whole, and nothing is appended to it
                Attributes found = context.getAttributes(host + ".", new String[] {record.name()});
                return values(found.get(record.name()));
            } finally {
                context.close();
            }
        } catch (NamingException failed) {
            throw new NoAnswerException(problem(failed, limit), failed);
        }
    }

    // why: the interface of the JDK wants it
    @SuppressWarnings("JdkObsolete")
    private Hashtable<String, String> environment(Duration limit, String place) {
        Hashtable<String, String> environment = new Hashtable<>();
        long part = Math.max(1, limit.toMillis() / (server == null ? PARTS_OF_SEVERAL : PARTS));
        environment.put(Context.INITIAL_CONTEXT_FACTORY, CLIENT);
        environment.put(Context.PROVIDER_URL, place);
        environment.put("com.sun.jndi.dns.timeout.initial", Long.toString(part));
        environment.put("com.sun.jndi.dns.timeout.retries", Integer.toString(TRIES));
        return environment;
    }

    /** Returns where JNDI asks: under a guard the address that was judged, so that no name is resolved again. */
    private String place() throws NoAnswerException {
        if (server == null) {
            return "dns:";
        }
        if (guard.isOpen()) {
            return "dns://" + server + "/";
        }
        try {
            InetAddress judged = guard.resolve(server.host()).get(0);
            return "dns://" + new HostPort(judged.getHostAddress(), server.port()) + "/";
        } catch (RefusedTargetException refused) {
            throw new NoAnswerException(Connector.refused(refused), refused);
        } catch (UnknownHostException unknown) {
            Problem problem = Problem.of(Cause.DNS, "The name server " + server + " could not be resolved.");
            throw new NoAnswerException(problem, unknown);
        }
    }

    private List<String> values(@Nullable Attribute found) throws NamingException {
        List<String> values = new ArrayList<>();
        if (found != null) {
            NamingEnumeration<?> each = found.getAll();
            while (each.hasMore()) {
                values.add(DnsValue.plain(record, String.valueOf(each.next())));
            }
        }
        return values;
    }

    private Problem problem(NamingException failure, Duration limit) {
        if (failure instanceof NameNotFoundException) {
            return unknown(failure).problem();
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
                    asked() + " cannot be asked: " + failure.getExplanation() + ".",
                    "Set \"server\" to the address of a name server.",
                    null);
        }
        boolean silent = failure instanceof CommunicationException && Cause.of(root(failure)) == Cause.TIMEOUT;
        return new Problem(
                silent ? Cause.TIMEOUT : Cause.DNS,
                asked() + (silent ? " did not answer within " + DurationText.format(limit) : " failed: " + why(failure))
                        + ".",
                "See whether the name server runs and may be asked from this machine.",
                null);
    }

    private String asked() {
        return server == null ? "The name server of this machine" : "The name server " + server;
    }

    private static Throwable root(NamingException failure) {
        Throwable root = failure.getRootCause();
        return root == null ? failure : root;
    }

    private static String why(NamingException failure) {
        String message = root(failure).getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private NoAnswerException unknown(Throwable cause) {
        return new NoAnswerException(
                new Problem(
                        Cause.DNS,
                        "The name " + host + " is not known" + byWhom() + ".",
                        "Check the spelling of the name, and that its zone is served.",
                        null),
                cause);
    }

    private NoAnswerException none(@Nullable Throwable cause) {
        return new NoAnswerException(
                new Problem(
                        Cause.DNS,
                        "The name " + host + " has no " + record + " record" + byWhom() + ".",
                        "Add the record to its zone, or ask for another kind with \"record\".",
                        null),
                cause);
    }

    private String byWhom() {
        return server == null ? "" : " to the name server " + server;
    }
}
