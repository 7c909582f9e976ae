package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.egress.RefusedTargetException;
import io.healthmon.egress.TargetGuard;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
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
            throw new NoAnswerException(DnsProblems.noRecord(this), null);
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
            throw new NoAnswerException(DnsProblems.unresolved(this), unknown);
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
            throw new NoAnswerException(DnsProblems.of(failed, this, limit), failed);
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
                values.add(DnsValue.answered(record, String.valueOf(each.next())));
            }
        }
        return values;
    }
}
