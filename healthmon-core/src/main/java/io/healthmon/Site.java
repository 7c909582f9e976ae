package io.healthmon;

import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.composed.InverseCheck;
import io.healthmon.egress.TargetGuard;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom an integration has to do with, as far as that tells something of this machine's way to the internet: its provider,
 * or the domain of its host. Hosts of this machine and of private networks tell nothing.
 */
final class Site {

    private static final List<String> PRIVATE = List.of(
            "localhost", "local", "internal", "lan", "home", "intranet", "corp", "private", "arpa", "svc", "consul");

    /** Of names such as {@code example.co.uk}, three labels are somebody's. */
    private static final int LONGEST_SECOND_LEVEL = 3;

    private Site() {}

    /** Returns the name that a check shares with whoever it has to do with, as far as it says itself; else null. */
    static @Nullable String of(HealthCheck check) {
        String plain = plain(ownTarget(check));
        return isPublic(plain) ? domain(plain) : null;
    }

    /** Returns the name of the first of its parts that has one; null where there is none. */
    static @Nullable String ofParts(HealthCheck check) {
        if (!(check instanceof HealthCheck.Composed composed)) {
            return null;
        }
        try {
            for (HealthCheck part : composed.parts()) {
                String own = of(part);
                String site = own == null ? ofParts(part) : own;
                if (site != null) {
                    return site;
                }
            }
        } catch (RuntimeException | LinkageError broken) {
            // why: a check that cannot say what it is made of tells nothing, and is watched all the same
            return null;
        }
        return null;
    }

    /** Returns the name that it shares with whoever it has to do with; null where no host of the internet is known. */
    static @Nullable String of(Integration integration, HealthCheck check) {
        String plain = plain(target(integration, check));
        if (!isPublic(plain)) {
            return null;
        }
        String provider = integration.provider();
        return provider == null ? domain(plain) : provider.toLowerCase(Locale.ROOT);
    }

    private static String target(Integration integration, HealthCheck check) {
        boolean knowsItself = check instanceof HealthCheck.Guardable;
        String own = ownTarget(check);
        // why: one that only wraps another knows no more than the integration does
        boolean asked = !knowsItself || (own.isEmpty() && check instanceof InverseCheck);
        return asked ? host(integration.endpoint()) : own;
    }

    private static String ownTarget(HealthCheck check) {
        try {
            return check instanceof HealthCheck.Guardable guardable ? guardable.target() : "";
        } catch (RuntimeException | LinkageError broken) {
            // why: a check that cannot say where it goes tells nothing, and is watched all the same
            return "";
        }
    }

    private static String host(@Nullable String endpoint) {
        if (endpoint == null) {
            return "";
        }
        int scheme = endpoint.indexOf("://");
        String rest = endpoint.substring(scheme < 0 ? 0 : scheme + 3);
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(rest.lastIndexOf('@', Math.max(0, end - 1)) + 1, end);
        int colon = authority.lastIndexOf(':');
        boolean port = colon >= 0 && authority.indexOf(']') < colon && authority.indexOf(':') == colon;
        return port || authority.indexOf("]:") >= 0 ? authority.substring(0, colon) : authority;
    }

    private static String plain(String host) {
        String lower = host.trim().toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static boolean isPublic(String host) {
        boolean numeric = isNumeric(host);
        boolean named = host.indexOf('.') > 0 && host.chars().allMatch(Site::inName);
        if (!numeric && (!named || PRIVATE.contains(host.substring(host.lastIndexOf('.') + 1)))) {
            return false;
        }
        try {
            TargetGuard.publicOnly().requireAllowed(host);
            return true;
        } catch (IllegalArgumentException here) {
            return false;
        }
    }

    private static boolean isNumeric(String host) {
        return host.indexOf(':') >= 0
                || (!host.isEmpty() && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
    }

    private static boolean inName(int letter) {
        return Character.isLetterOrDigit(letter) || letter == '.' || letter == '-' || letter == '_';
    }

    private static String domain(String host) {
        int last = host.lastIndexOf('.');
        int second = host.lastIndexOf('.', last - 1);
        if (isNumeric(host) || second < 0) {
            return host;
        }
        boolean country = host.length() - last - 1 == 2 && last - second - 1 <= LONGEST_SECOND_LEVEL;
        int third = host.lastIndexOf('.', second - 1);
        return country ? host.substring(third + 1) : host.substring(second + 1);
    }
}
