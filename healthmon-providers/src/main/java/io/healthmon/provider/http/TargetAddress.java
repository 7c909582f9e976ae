package io.healthmon.provider.http;

import io.healthmon.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address of a check, taken apart.
 *
 * @param uri the address without user name, password and fragment
 * @param userInfo the user name and password that stood in it, or null
 */
record TargetAddress(URI uri, @Nullable Secret userInfo) {

    private static final String ALLOWED = "; use an address such as https://crm.example.com/api/health";
    static final int LAST_PORT = 65_535;

    /** Reads the address that stands in {@code url}. */
    static TargetAddress parse(String url) {
        return parse("url", url);
    }

    /**
     * Reads an address.
     *
     * @param setting where it stands, for messages
     * @throws IllegalArgumentException if it cannot be checked by HTTP; the message shows at most its scheme and host
     */
    static TargetAddress parse(String setting, String url) {
        URI uri = read(setting, url.trim());
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused(setting, uri, "does not begin with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw refused(setting, uri, "has no host name that is allowed (letters, digits, '-' and '.')");
        }
        if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
            throw refused(setting, uri, "has a port that is not from 1 to " + LAST_PORT);
        }
        return new TargetAddress(withoutLogin(uri), uri.getUserInfo() == null ? null : Secret.of(uri.getUserInfo()));
    }

    private static URI read(String setting, String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException unreadable) {
            throw refused(
                    setting,
                    null,
                    "is not an address: " + unreadable.getReason() + " at index " + unreadable.getIndex());
        }
    }

    private static URI withoutLogin(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(uri.getScheme() + "://" + uri.getHost() + port + path + query);
    }

    /** Returns the value of the header that tells a user name and a password. */
    static Secret basic(Secret userInfo) {
        String plain = userInfo.reveal();
        String login = plain.contains(":") ? plain : plain + ":";
        return Secret.of("Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Shows scheme and host only, and only where they are sure to be what they look like: in an address that cannot be
     * taken apart, a password may stand anywhere.
     */
    private static IllegalArgumentException refused(String setting, @Nullable URI uri, String why) {
        String shown = uri == null || uri.getHost() == null
                ? setting
                : setting + " \"" + uri.getScheme() + "://" + uri.getHost() + "\"";
        return new IllegalArgumentException(shown + " " + why + ALLOWED);
    }
}
