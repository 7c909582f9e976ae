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
 * @param login the header value for the user name and password that stood in it, or null
 */
record TargetAddress(URI uri, @Nullable Secret login) {

    private static final String ALLOWED = "; use an address such as https://crm.example.com/api/health";
    private static final int LAST_PORT = 65_535;

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it cannot be checked by HTTP; the message shows it without what may be secret
     */
    static TargetAddress parse(String url) {
        URI uri = read(url.trim());
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused(url, "does not begin with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw refused(url, "has no host name that is allowed (letters, digits, '-' and '.')");
        }
        if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
            throw refused(url, "has a port that is not from 1 to " + LAST_PORT);
        }
        return new TargetAddress(withoutLogin(uri), login(uri.getUserInfo()));
    }

    private static URI read(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException unreadable) {
            throw refused(url, "is not an address: " + unreadable.getReason() + " at index " + unreadable.getIndex());
        }
    }

    private static URI withoutLogin(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(uri.getScheme() + "://" + uri.getHost() + port + path + query);
    }

    private static @Nullable Secret login(@Nullable String userInfo) {
        if (userInfo == null) {
            return null;
        }
        String login = userInfo.contains(":") ? userInfo : userInfo + ":";
        return Secret.of("Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private static IllegalArgumentException refused(String url, String why) {
        String shown = url.replaceAll("//[^/?#]*@", "//***@").replaceAll("[?#].*", "?***");
        String bounded = shown.length() <= 100 ? shown : shown.substring(0, 99) + "…";
        return new IllegalArgumentException("url \"" + bounded + "\" " + why + ALLOWED);
    }
}
