package io.healthmon.check;

import io.healthmon.secret.Redactor;
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

    /** Returns this problem without the values that a redactor knows by heart; the same one when there are none. */
    Problem redactedBy(Redactor redactor) {
        Problem clean = new Problem(
                cause,
                redactor.redact(message),
                resolution == null ? null : redactor.redact(resolution),
                documentation == null ? null : redactor.redact(documentation));
        return clean.equals(this) ? this : clean;
    }

    /** Makes a problem with neither resolution nor link. */
    public static Problem of(Cause cause, String message) {
        return new Problem(cause, message, null, null);
    }
}
