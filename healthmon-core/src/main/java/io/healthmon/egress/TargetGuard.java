package io.healthmon.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides what may be connected to, by address.
 *
 * <p>A check whose target comes from outside (over the API, or by an edit in the database) could otherwise be used to
 * look at what only this machine can reach: itself, the private network, the metadata of the cloud. Whoever connects
 * resolves the name once, by {@link #resolve}, and connects to an address that this returned, never to the name again: the
 * next answer of the name server may be another. A name is refused when any of its addresses is.
 *
 * <p>Immutable, and compared by value; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class TargetGuard {

    private static final Resolver JVM = InetAddress::getAllByName;
    private static final TargetGuard NONE = new TargetGuard(true, Set.of(), Set.of(), JVM);
    private static final TargetGuard PUBLIC = new TargetGuard(false, Set.of(), Set.of(), JVM);

    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");

    private final boolean open;
    private final Set<Network> networks;
    private final Set<String> hosts;
    private final Resolver resolver;

    private TargetGuard(boolean open, Set<Network> networks, Set<String> hosts, Resolver resolver) {
        this.open = open;
        this.networks = networks;
        this.hosts = hosts;
        this.resolver = resolver;
    }

    /**
     * Finds the addresses of a host.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Resolver {

        /** Returns at least one address of a name, or the address that the text itself is. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Returns the guard that lets everything through, for targets that the application itself declares. */
    public static TargetGuard none() {
        return NONE;
    }

    /**
     * Returns the guard that lets public addresses through and nothing else: not this machine, private and link-local
     * networks, the metadata of clouds, CGNAT, multicast, documentation, benchmarks and whatever is reserved, nor addresses
     * of version 6 that hold one of these.
     */
    public static TargetGuard publicOnly() {
        return PUBLIC;
    }

    /**
     * Returns this guard with more that it lets through.
     *
     * @param more networks such as {@code 10.20.0.0/16}, addresses, or names of hosts, which may then stand in a private
     *     network or be this machine; link-local and reserved addresses are allowed by network only
     * @throws IllegalArgumentException if one is none of these
     */
    public TargetGuard allowing(Collection<String> more) {
        Set<Network> allNetworks = new LinkedHashSet<>(networks);
        Set<String> allHosts = new LinkedHashSet<>(hosts);
        for (String each : more) {
            String text = each.trim().toLowerCase(Locale.ROOT);
            try {
                if (isName(text)) {
                    allHosts.add(text);
                } else {
                    allNetworks.add(Network.parse(text));
                }
            } catch (IllegalArgumentException refused) {
                throw new IllegalArgumentException("\"" + each + "\" " + refused.getMessage(), refused);
            }
        }
        return new TargetGuard(open, Set.copyOf(allNetworks), Set.copyOf(allHosts), resolver);
    }

    private static boolean isName(String text) {
        boolean numeric =
                NUMBER.matcher(text.substring(text.lastIndexOf('.') + 1)).matches();
        return NAME.matcher(text).matches() && !numeric;
    }

    /** Returns this guard with another way to find addresses. Default: that of the JVM. */
    public TargetGuard resolvingBy(Resolver other) {
        return new TargetGuard(open, networks, hosts, other);
    }

    /** Returns whether it lets everything through. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Returns the addresses of a host, all of which may be connected to. Blocks as long as the name servers take.
     *
     * @param host a name or an address, that of version 6 with or without brackets
     * @throws UnknownHostException if it has none
     * @throws RefusedTargetException if one of them must not be connected to
     */
    public List<InetAddress> resolve(String host) throws UnknownHostException, RefusedTargetException {
        InetAddress[] addresses = resolver.resolve(host);
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        return judge(host, List.of(addresses));
    }

    private List<InetAddress> judge(String host, List<InetAddress> addresses) throws RefusedTargetException {
        for (InetAddress address : addresses) {
            String refusal = refusal(host, address);
            if (refusal != null) {
                throw new RefusedTargetException(refusal);
            }
        }
        return addresses;
    }

    /**
     * Refuses what can be told to be refused without asking a name server: addresses, names of this machine, and what is
     * written as others do not write it: a zone of an address of version 6, and the dot behind a name.
     *
     * @throws IllegalArgumentException if it is refused, with what can be done about it
     */
    public void requireAllowed(String host) {
        requireOrdinary(host);
        String plain = plain(host);
        try {
            if (Network.isLiteral(plain) || plain.matches("[\\d.]+")) {
                judge(host, List.of(InetAddress.getAllByName(host)));
            } else if (plain.equals("localhost") || plain.endsWith(".localhost")) {
                judge(host, List.of(InetAddress.getLoopbackAddress()));
            }
        } catch (UnknownHostException notALiteral) {
            // why: nothing can be told of it; whoever connects will see.
            return;
        } catch (RefusedTargetException refused) {
            throw new IllegalArgumentException(refused.getMessage() + " " + refused.resolution(), refused);
        }
    }

    /** What some clients take and others do not, or not alike, must not be found out by the first check. */
    private void requireOrdinary(String host) {
        int zone = open ? -1 : host.indexOf('%');
        if (zone >= 0) {
            throw new IllegalArgumentException("\"" + host + "\" has a zone, which names an interface of one machine;"
                    + " leave out what begins with %, or declare the integration in the application or its file");
        }
        if (!open && host.endsWith(".")) {
            throw new IllegalArgumentException("\"" + host + "\" ends with a dot; leave that out");
        }
    }

    private @Nullable String refusal(String host, InetAddress address) {
        SpecialRange range = open ? null : AddressKind.of(address.getAddress());
        if (range == null || (range.byName() && hosts.contains(plain(host)))) {
            return null;
        }
        if (networks.stream().anyMatch(network -> network.contains(address.getAddress()))) {
            return null;
        }
        String shown = address.getHostAddress();
        String which = plain(host).equals(shown) ? shown : host + " has the address " + shown + ", which";
        return which + " " + range.why() + "; an integration that was made or moved from outside must not go there.";
    }

    /** Returns the host as it is compared: in lower case, without brackets and the dot at the end. */
    private static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TargetGuard that
                && open == that.open
                && networks.equals(that.networks)
                && hosts.equals(that.hosts)
                && resolver.equals(that.resolver);
    }

    @Override
    public int hashCode() {
        return networks.hashCode() * 31 + hosts.hashCode();
    }

    /** Returns what it lets through beside public addresses. */
    @Override
    public String toString() {
        return open ? "everything" : "public addresses and " + networks + " " + hosts;
    }
}
