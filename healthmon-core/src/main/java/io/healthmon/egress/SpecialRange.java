package io.healthmon.egress;

import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that are not those of a public service, by what they are for; as the registries of IANA have them, and what
 * clouds add. An address in several is the first of them.
 */
enum SpecialRange {
    UNSPECIFIED("stands for this machine or network", false, "0.0.0.0/8", "::/128"),
    LOOPBACK("is this machine itself", true, "127.0.0.0/8", "::1/128"),
    LINK_LOCAL("is link-local, as the metadata of a cloud are", false, "169.254.0.0/16", "fe80::/10"),
    METADATA(
            "is a service of the cloud to its machines",
            false,
            "168.63.129.16/32",
            "192.0.0.192/32",
            "100.100.100.200/32",
            "fd00:ec2::254/128",
            "fd20:ce::254/128"),
    PRIVATE("is in a private network", true, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
    SHARED("is in the shared network of a provider (CGNAT)", true, "100.64.0.0/10"),
    MULTICAST("is for many receivers", false, "224.0.0.0/4", "ff00::/8"),
    DOCUMENTATION(
            "is for documentation only",
            false,
            "192.0.2.0/24",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "2001:db8::/32",
            "3fff::/20"),
    BENCHMARK("is for measurements only", false, "198.18.0.0/15"),
    RESERVED(
            "is reserved, or leads through a tunnel",
            false,
            "192.0.0.0/24",
            "192.88.99.0/24",
            "240.0.0.0/4",
            "2001::/23");

    private final String why;
    private final boolean byName;

    @SuppressWarnings("ImmutableEnumChecker") // why: made unmodifiable below, and a network never changes
    private final List<Network> networks;

    /**
     * Makes a range.
     *
     * @param why the end of a sentence that begins with the address
     * @param byName whether a host that is allowed by its name may stand there
     */
    SpecialRange(String why, boolean byName, String... networks) {
        this.why = why;
        this.byName = byName;
        this.networks = Stream.of(networks).map(Network::parse).toList();
    }

    String why() {
        return why;
    }

    boolean byName() {
        return byName;
    }

    boolean contains(byte[] address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
