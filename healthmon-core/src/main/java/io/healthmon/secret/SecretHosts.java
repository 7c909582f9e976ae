package io.healthmon.secret;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that a secret may be sent to.
 *
 * <p>A host stands for itself, by TLS, on every port; one with a port for that port; one behind {@code http://} for itself
 * in the clear too. Names below a host are hosts of their own. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class SecretHosts {

    private static final String ALLOWED =
            " is not allowed; use a host such as crm.example.com, crm.example.com:8443 or http://localhost:8080";

    private final Set<Place> places;

    private SecretHosts(Set<Place> places) {
        this.places = places;
    }

    /**
     * Makes hosts of their texts.
     *
     * @throws IllegalArgumentException if there is none, or one cannot be read
     */
    public static SecretHosts of(Collection<String> hosts) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("a secret needs at least one host; name those it may be sent to");
        }
        return new SecretHosts(hosts.stream().map(Place::parse).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** Returns whether the secret may be sent to an address of {@code http} or {@code https}. */
    public boolean allow(URI address) {
        return places.stream().anyMatch(place -> place.holds(address));
    }

    /** Returns them as they were written. */
    @Override
    public String toString() {
        return places.stream().map(Place::toString).collect(Collectors.joining(", "));
    }

    /**
     * One of them.
     *
     * @param clear whether in the clear too
     * @param host in lower case
     * @param port or -1 for every one
     */
    private record Place(boolean clear, String host, int port) {

        static Place parse(String text) {
            String lower = text.trim().toLowerCase(Locale.ROOT);
            boolean clear = lower.startsWith("http://");
            URI address = address(lower.contains("://") ? lower : "https://" + lower);
            if (address == null) {
                throw new IllegalArgumentException("\"" + Redactor.standard().redact(text) + "\"" + ALLOWED);
            }
            return new Place(clear, address.getHost(), address.getPort());
        }

        private static @Nullable URI address(String text) {
            try {
                URI address = new URI(text);
                boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
                boolean bare = address.getHost() != null
                        && address.getRawUserInfo() == null
                        && address.getRawQuery() == null
                        && address.getRawFragment() == null
                        && (address.getRawPath().isEmpty()
                                || address.getRawPath().equals("/"));
                return web && bare ? address : null;
            } catch (URISyntaxException unreadable) {
                return null;
            }
        }

        boolean holds(URI address) {
            boolean secure = "https".equalsIgnoreCase(address.getScheme());
            boolean here = host.equalsIgnoreCase(String.valueOf(address.getHost())) && address.getRawUserInfo() == null;
            int usual = secure ? 443 : 80;
            int asked = address.getPort() < 0 ? usual : address.getPort();
            return here && (secure || clear) && (port < 0 || port == asked);
        }

        @Override
        public String toString() {
            return (clear ? "http://" : "") + host + (port < 0 ? "" : ":" + port);
        }
    }
}
