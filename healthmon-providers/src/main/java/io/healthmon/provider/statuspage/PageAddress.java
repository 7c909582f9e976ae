package io.healthmon.provider.statuspage;

import io.healthmon.provider.http.Route;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a status page stands.
 *
 * @param feed what is read
 * @param page what people look at
 */
record PageAddress(String feed, String page) {

    private static final String STATUSPAGE_FEED = "/api/v2/summary.json";
    private static final String SLACK_FEED = "/api/v2.0.0/current";
    private static final String GOOGLE_FEED = "/incidents.json";
    private static final int LONGEST_LINK = 300;

    /** Finds what to read of the page at the address in {@code url}. */
    static PageAddress of(String url) {
        return of("url", url);
    }

    /**
     * Finds what to read of the page at an address, which may be that of the feed itself.
     *
     * @param setting where the address stands, for messages
     * @throws IllegalArgumentException if it is no address, or holds a user name
     */
    static PageAddress of(String setting, String url) {
        Route.requireAddress(setting, url);
        URI uri = URI.create(url.trim());
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(setting + " \"" + uri.getScheme() + "://" + uri.getHost()
                    + "\" holds a user name or a password; a status page is public, so take it out");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String origin = uri.getScheme() + "://" + uri.getRawAuthority();
        boolean isFeed = path.endsWith(".json") || path.contains("/api/");
        String page =
                origin + path.replaceFirst("/api/.*|/incidents\\.json$", "").replaceFirst("/+$", "");
        return new PageAddress(isFeed ? url.trim() : page + feedOf(uri, path), page);
    }

    private static String feedOf(URI uri, String path) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.equals("slack-status.com") || host.equals("status.slack.com")) {
            return SLACK_FEED;
        }
        return path.contains("/appsstatus/dashboard") ? GOOGLE_FEED : STATUSPAGE_FEED;
    }

    /** Returns a link that the page gives, or the page itself where it gives none that people could follow. */
    String link(Optional<String> given) {
        return given.filter(link -> link.length() <= LONGEST_LINK && link.matches("https?://[^\\s\"<>@\\\\]+"))
                .orElse(page);
    }

    /** Returns the link to something below the page. */
    String below(Optional<String> path) {
        return given(path).orElse(page);
    }

    private Optional<String> given(Optional<String> path) {
        return path.filter(some -> some.matches("[\\w/-]{1,200}")).map(some -> page + "/" + some);
    }
}
