package io.healthmon.check.network;

import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis server is.
 *
 * @param target host and port
 * @param tls whether it speaks TLS
 */
record RedisPlace(HostPort target, boolean tls) {

    static final int USUAL_PORT = 6_379;

    private static final String ALLOWED = "use an address such as redis://cache.example.com:6379, or rediss:// for TLS";
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(rediss?)://(?:([^/?#\\s]*)@)?([^/?#@\\s]+)(?:/[0-9]{0,5})?");

    /**
     * An address with the login in it.
     *
     * @param place where
     * @param login who signs in, or null
     */
    record Address(RedisPlace place, @Nullable RedisLogin login) {}

    /**
     * Reads an address; a number of a database behind it makes no difference to whether the server answers. No message shows
     * anything of it, since a password may stand anywhere.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Address parse(String text) {
        Matcher parts = ADDRESS.matcher(text.trim());
        if (!parts.matches()) {
            throw new IllegalArgumentException("url is not allowed; " + ALLOWED);
        }
        boolean tls = parts.group(1).toLowerCase(Locale.ROOT).equals("rediss");
        try {
            HostPort target = HostPort.parse(parts.group(3), USUAL_PORT);
            return new Address(new RedisPlace(target, tls), login(parts.group(2)));
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("url is not allowed; " + ALLOWED, refused);
        }
    }

    /** Reads {@code user:password}, {@code :password} or, as some write it, {@code user:}; null for none. */
    private static @Nullable RedisLogin login(@Nullable String text) {
        int colon = text == null ? -1 : text.indexOf(':');
        if (text == null || colon < 0 || colon == text.length() - 1) {
            if (text == null || text.isEmpty()) {
                return null;
            }
            throw new IllegalArgumentException("a user without a password");
        }
        String user = decoded(text.substring(0, colon));
        return new RedisLogin(user.isBlank() ? null : user, Secret.of(decoded(text.substring(colon + 1))));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Returns the place at an address that somebody edited, which may leave out scheme and port; they stay then. */
    RedisPlace edited(String text) {
        String address = text.trim();
        if (!address.contains("://")) {
            return new RedisPlace(HostPort.parse(address, target.port()), tls);
        }
        Address read = parse(address);
        if (read.login() != null) {
            throw new IllegalArgumentException("the address must bring no login; the declared one stays");
        }
        return read.place();
    }

    /** Returns whether a login of the other place may be sent here: to the same host and port, and never newly in the clear. */
    boolean mayHaveLoginOf(RedisPlace other) {
        return target.isSame(other.target) && (tls || !other.tls);
    }

    /**
     * Returns why a password must not be sent here, as the end of a sentence that begins with its name; null when it may: one
     * that is bound goes to its hosts only.
     */
    @Nullable String misfit(Secret password) {
        SecretHosts hosts = password.hosts();
        return hosts == null || hosts.allow(asAddress())
                ? null
                : "names a secret that is bound to " + hosts + " and is not sent to " + this
                        + "; use an address there, or add the host to the secret";
    }

    /** Returns it as the hosts of secrets are written: by TLS, or in the clear. */
    private URI asAddress() {
        try {
            return new URI(tls ? "https" : "http", null, target.host(), target.port(), null, null, null);
        } catch (URISyntaxException noHost) {
            throw new IllegalArgumentException("host is not allowed; use a name or an address", noHost);
        }
    }

    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + target;
    }
}
