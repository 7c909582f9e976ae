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

    /** Returns this path behind one that belongs to the server. */
    BasePath under(String mount) {
        return mount.isEmpty() ? this : new BasePath(mount + path);
    }

    /** Returns what stands below, beginning with a slash; empty when the path is not below. */
    Optional<String> below(String requested) {
        return requested.startsWith(path + "/") ? Optional.of(requested.substring(path.length())) : Optional.empty();
    }

    /** Returns whether the path lacks only the slash at its end, without which relative addresses go wrong. */
    boolean lacksSlash(String requested) {
        return !path.isEmpty() && requested.equals(path);
    }

    /** Returns where to go from there; relative, so that it is right behind a proxy with a prefix of its own, too. */
    String withSlash() {
        String last = path.substring(path.lastIndexOf('/') + 1) + "/";
        return last.indexOf(':') < 0 ? last : "./" + last; // else what precedes the colon would be a scheme
    }
}
