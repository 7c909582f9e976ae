package io.healthmon.check;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, in words for the person who has to mend it.
 *
 * <p>Texts are redacted and cut to {@link CheckResult#MAX_TEXT} characters when they come in. Immutable; safe for use
 * by multiple threads.
 *
 * @param cause why
 * @param message what happened, one or two friendly sentences
 * @param resolution what to do about it, or null
 * @param documentation a link that explains it, or null
 * @since 0.1
 */
public record Problem(
        Cause cause,
        String message,
        @Nullable String resolution,
        @Nullable String documentation) {

    /** Redacts and bounds the texts. */
    public Problem {
        Objects.requireNonNull(cause, "cause");
        message = BoundedText.of(message);
        resolution = resolution == null ? null : BoundedText.of(resolution);
        documentation = documentation == null ? null : BoundedText.of(documentation);
    }

    /** Makes a problem with neither resolution nor link. */
    public static Problem of(Cause cause, String message) {
        return new Problem(cause, message, null, null);
    }
}
