package io.healthmon.provider.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses as they may be shown and compared: without user name, password, query and fragment. */
final class SafeAddress {

    /** IPv6 in brackets, or IPv4 in its usual form; whatever else there is counts as a name. */
    private static final Pattern NUMERIC = Pattern.compile("\\[[^%]*]|\\d{1,3}(\\.\\d{1,3}){3}");

    private SafeAddress() {}

    /** Returns what may be shown of an address. */
    static String of(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return origin(uri) + path;
    }

    /** Returns scheme, host and port, in lower case and with the port written out only when it is not the usual one. */
    static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String origin = scheme + "://" + host(uri);
        return port(uri) == usualPort(scheme) ? origin : origin + ":" + port(uri);
    }

    /** Returns the host and the port, for messages. */
    static String hostAndPort(URI uri) {
        return host(uri) + ":" + port(uri);
    }

    static String host(URI uri) {
        return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    }

    /** Returns whether the host is an address rather than a name, so that there is nothing to look up. */
    static boolean numeric(URI uri) {
        return NUMERIC.matcher(host(uri)).matches();
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : usualPort(String.valueOf(uri.getScheme()));
    }

    static boolean secure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static int usualPort(String scheme) {
        return "https".equalsIgnoreCase(scheme) ? 443 : 80;
    }
}
