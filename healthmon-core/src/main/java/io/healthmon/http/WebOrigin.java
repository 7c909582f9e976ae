package io.healthmon.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a page in a browser comes from: scheme, host and port.
 *
 * @param scheme http or https
 * @param host the host in lower case
 * @param port the port
 */
record WebOrigin(String scheme, String host, int port) {

    /** What is allowed, for messages. */
    static final String ALLOWED =
            "scheme and host, as in \"https://status.example.com\", with the port if it is not the"
                    + " usual one, and no path";

    /** Reads an origin; empty for what is none, as for the {@code null} of a page that hides it. */
    static Optional<WebOrigin> parse(String text) {
        try {
            URI address = URI.create(text.trim().toLowerCase(Locale.ROOT));
            String scheme = String.valueOf(address.getScheme());
            boolean web = scheme.equals("http") || scheme.equals("https");
            boolean bare = address.getRawPath() == null || address.getRawPath().isEmpty();
            if (!web
                    || !bare
                    || address.getHost() == null
                    || address.getRawUserInfo() != null
                    || address.getRawQuery() != null
                    || address.getRawFragment() != null) {
                return Optional.empty();
            }
            int port = address.getPort() < 0 ? usualPort(scheme) : address.getPort();
            return Optional.of(new WebOrigin(scheme, address.getHost(), port));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /**
     * Returns whether a page of this origin came from the server that a request names as its own in {@code Host}; what
     * proxies add is not looked at, and whether the way there was encrypted this side may not know.
     */
    boolean isOf(String hostHeader) {
        return parse(scheme + "://" + hostHeader.trim()).filter(this::equals).isPresent();
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }
}
