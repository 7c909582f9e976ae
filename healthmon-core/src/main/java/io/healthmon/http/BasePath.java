package io.healthmon.http;

import java.util.Optional;
import java.util.regex.Pattern;

/** The path below which everything stands: empty, or as {@code /ops/health}. */
final class BasePath {

    private static final Pattern ALLOWED = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");
    private static final int LONGEST = 200;

    private final String path;

    private BasePath(String path) {
        this.path = path;
    }

    static BasePath of(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (plain.length() > LONGEST || !ALLOWED.matcher(plain).matches()) {
            throw new IllegalArgumentException(
                    "basePath \"" + PlainText.of(path)
                            + "\" is not allowed; use \"\" or a path as in \"/ops/health\" of letters, digits, '-', '.', '_', '~'");
        }
        return new BasePath(plain);
    }

    /**
     * Returns what stands below, beginning with a slash; empty when the path is not below.
     *
     * @param mount the path of the server, which this one follows
     */
    Optional<String> below(String mount, String requested) {
        int end = mount.length() + path.length();
        return begins(mount, requested) && requested.startsWith("/", end)
                ? Optional.of(requested.substring(end))
                : Optional.empty();
    }

    /** Returns whether the path lacks only the slash at its end, without which relative addresses go wrong. */
    boolean lacksSlash(String mount, String requested) {
        int end = mount.length() + path.length();
        return end > 0 && requested.length() == end && begins(mount, requested);
    }

    /** Returns where to go from there; relative, so that it is right behind a proxy with a prefix of its own, too. */
    static String withSlash(String requested) {
        String last = requested.substring(requested.lastIndexOf('/') + 1) + "/";
        return last.indexOf(':') < 0 ? last : "./" + last; // else what precedes the colon would be a scheme
    }

    private boolean begins(String mount, String requested) {
        return requested.startsWith(mount) && requested.startsWith(path, mount.length());
    }
}
