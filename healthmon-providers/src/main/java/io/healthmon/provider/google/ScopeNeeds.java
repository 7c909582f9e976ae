package io.healthmon.provider.google;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.provider.service.Service;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a token has to be allowed. Scopes have their short names here, such as {@code gmail.send}.
 *
 * @param service whose they are
 * @param oneOf what the call works with: one is enough
 * @param all what the token has to have in any case
 * @param alone whether the scopes are all that is looked at, without a call
 * @param lesser what makes a token good that the call does not work with
 * @param wayOut how a token gets more
 */
record ScopeNeeds(
        Service service, List<String> oneOf, Set<String> all, boolean alone, List<String> lesser, String wayOut) {

    private static final String LINK = "https://developers.google.com/identity/protocols/oauth2/scopes";
    private static final String PREFIX = "https://www.googleapis.com/auth/";

    ScopeNeeds {
        oneOf = List.copyOf(oneOf);
        all = Collections.unmodifiableSet(new LinkedHashSet<>(all));
        lesser = List.copyOf(lesser);
    }

    /**
     * Returns the short name of a scope.
     *
     * @throws IllegalArgumentException if it cannot be one
     */
    static String shortName(String scope) {
        String bare = scope.strip();
        String name = bare.startsWith(PREFIX) ? bare.substring(PREFIX.length()) : bare;
        name = name.equals("https://mail.google.com/") ? "mail.google.com" : name;
        if (!name.matches("[a-z][a-z0-9._-]{0,80}")) {
            throw new IllegalArgumentException("scopes \"" + scope
                    + "\" is not allowed; use scopes of Google, as gmail.send or " + PREFIX + "gmail.send");
        }
        return name;
    }

    /** Returns the scope of a short name as Google wants it. */
    static String whole(String name) {
        return name.equals("mail.google.com") ? "https://mail.google.com/" : PREFIX + name;
    }

    /**
     * Says what the scopes of a token mean by themselves; empty when the call has to tell.
     *
     * @param scopes null when they are not known
     */
    Optional<CheckResult> judge(@Nullable Set<String> scopes) {
        if (scopes == null) {
            return alone || !all.isEmpty() ? Optional.of(notKnown()) : Optional.empty();
        }
        Set<String> granted = new TreeSet<>();
        scopes.stream().map(ScopeNeeds::shortOf).forEach(granted::add);
        Set<String> missing = new LinkedHashSet<>(all);
        missing.removeAll(granted);
        if (!missing.isEmpty()) {
            return Optional.of(CheckResult.down(new Problem(
                    Cause.PERMISSION,
                    "The " + service.name() + " token lacks " + String.join(", ", missing) + ".",
                    wayOut,
                    LINK)));
        }
        if (hasOne(granted, oneOf)) {
            return alone ? Optional.of(CheckResult.healthy()) : Optional.empty();
        }
        if (hasOne(granted, lesser)) {
            return Optional.of(reduced());
        }
        // why: Google adds scopes; one that is not known here may be enough, so the call has to tell.
        return alone || granted.stream().allMatch(ScopeNeeds::isJudged) ? Optional.of(notCovered()) : Optional.empty();
    }

    /** Returns whether it is known what a scope is good for: each of Gmail and calendars that is named here, and all others. */
    private static boolean isJudged(String scope) {
        boolean ours = scope.startsWith("gmail.") || scope.startsWith("calendar") || scope.startsWith("mail.");
        return !ours
                || Stream.concat(
                                Arrays.stream(GmailCall.values()).map(GmailCall::scopes),
                                Arrays.stream(CalendarCall.values()).map(CalendarCall::scopes))
                        .anyMatch(scopes -> scopes.contains(scope));
    }

    private static String shortOf(String scope) {
        return scope.startsWith(PREFIX)
                ? scope.substring(PREFIX.length())
                : scope.replaceFirst("^https://", "").replaceFirst("/$", "");
    }

    private static boolean hasOne(Collection<String> granted, List<String> wanted) {
        return wanted.stream().anyMatch(granted::contains);
    }

    private CheckResult notCovered() {
        return CheckResult.degraded(new Problem(
                Cause.PERMISSION,
                "The granted scopes do not cover this check of " + service.name() + ": it needs one of "
                        + String.join(", ", oneOf) + ".",
                wayOut,
                LINK));
    }

    private CheckResult reduced() {
        return CheckResult.healthy()
                .withDetail(
                        "reduced",
                        "The token is good but allows only " + String.join(", ", lesser)
                                + ", with which nothing can be read, so only its scopes were looked at.");
    }

    private CheckResult notKnown() {
        return CheckResult.unknown(new Problem(
                Cause.CONFIGURATION,
                "It is not known what the " + service.name() + " token allows: neither the token service nor the"
                        + " application tells its scopes.",
                "Tell them with the token (AccessToken.allowing), or choose a \"call\" and no \"scopes\".",
                LINK));
    }
}
