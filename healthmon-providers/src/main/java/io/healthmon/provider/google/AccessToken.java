package io.healthmon.provider.google;

import io.healthmon.secret.Secret;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An access token as the application knows it. Immutable; no text of it shows the value.
 *
 * @param value the token, or null when there is none
 * @param expiresAt when it expires, or null when that is not known
 * @param scopes what it is allowed, or null when that is not known
 * @param refreshError the error of the last attempt to refresh it, or null when that went well
 * @since 0.1
 */
public record AccessToken(
        @Nullable Secret value,
        @Nullable Instant expiresAt,
        @Nullable Set<String> scopes,
        @Nullable String refreshError) {

    private static final Pattern ONE_WORD = Pattern.compile("[\\x21-\\x7e]+");

    /**
     * Takes a blank token and a blank error as none.
     *
     * @throws IllegalArgumentException if the token holds white space or characters that no token has
     */
    public AccessToken {
        value = value == null || value.isBlank() ? null : value;
        if (value != null && !isToken(value.reveal())) {
            throw new IllegalArgumentException(
                    "the access token holds white space or characters that no token has; hand over the token alone");
        }
        scopes = scopes == null ? null : Set.copyOf(new TreeSet<>(scopes));
        refreshError = refreshError == null || refreshError.isBlank() ? null : refreshError.strip();
    }

    /** Makes a token of which nothing else is known. */
    public static AccessToken of(Secret value) {
        return new AccessToken(value, null, null, null);
    }

    /** Says that there is no token. */
    public static AccessToken missing() {
        return new AccessToken(null, null, null, null);
    }

    /** Returns the same with the moment when it expires; null when that is not known. */
    public AccessToken expiring(@Nullable Instant moment) {
        return new AccessToken(value, moment, scopes, refreshError);
    }

    /** Returns the same with what it is allowed, such as {@code https://www.googleapis.com/auth/gmail.send}. */
    public AccessToken allowing(Collection<String> granted) {
        return new AccessToken(value, expiresAt, Set.copyOf(granted), refreshError);
    }

    /**
     * Returns the same with the error of the last attempt to refresh it.
     *
     * @param error the error of the token service such as {@code invalid_grant}, any other word for any other failure, or
     *     null when the last attempt went well
     */
    public AccessToken refreshFailed(@Nullable String error) {
        return new AccessToken(value, expiresAt, scopes, error);
    }

    /** Returns whether a text may be an access token. */
    static boolean isToken(String text) {
        return ONE_WORD.matcher(text).matches();
    }
}
