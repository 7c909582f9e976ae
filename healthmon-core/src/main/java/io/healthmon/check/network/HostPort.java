package io.healthmon.check.network;

import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;

/**
 * A host and a port.
 *
 * @param host a name or an address, without a scheme; that of version 6 without brackets
 * @param port from 1 to 65535
 */
record HostPort(String host, int port) {

    static final int LAST_PORT = 65_535;

    private static final int LONGEST_HOST = 255;

    /** Refuses what can be neither a name nor an address, and ports outside the limits. */
    HostPort {
        boolean plain = host.chars().noneMatch(letter -> letter <= ' ' || letter == '/' || letter == '@');
        if (host.isBlank() || host.length() > LONGEST_HOST || !plain) {
            throw new IllegalArgumentException(
                    "host is not allowed; use a name or an address such as db.example.com, without scheme or path");
        }
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("port " + port + " is not allowed; use from 1 to " + LAST_PORT);
        }
    }

    /** Reads the settings {@code host} and {@code port}; without a usual port, the latter must be there. */
    static HostPort from(Settings settings, int usualPort) {
        String host = settings.requireText("host");
        int port = (int) settings.number("port", 1, LAST_PORT).orElseGet(() -> {
            if (usualPort == 0) {
                throw settings.missing("port");
            }
            return usualPort;
        });
        try {
            return new HostPort(host.trim(), port);
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path("host"), String.valueOf(refused.getMessage()));
        }
    }

    /**
     * Reads {@code host:port}, where an address of version 6 stands in brackets; without a port, the given one counts.
     *
     * @throws IllegalArgumentException if it is none
     */
    static HostPort parse(String text, int otherwise) {
        String trimmed = text.trim();
        int colon = trimmed.lastIndexOf(':');
        boolean bracketed = trimmed.startsWith("[");
        boolean version6 = !bracketed && trimmed.indexOf(':') < colon;
        if (colon < 0 || version6 || trimmed.endsWith("]")) {
            return new HostPort(withoutBrackets(trimmed), otherwise);
        }
        return new HostPort(withoutBrackets(trimmed.substring(0, colon)), port(trimmed.substring(colon + 1)));
    }

    /** Returns whether it is the same place, however its name is written. */
    boolean isSame(HostPort other) {
        return port == other.port && host.equalsIgnoreCase(other.host);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("port is not allowed; use an address such as db.example.com:5432");
        }
        return Integer.parseInt(text);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
