package io.healthmon.check;

import io.healthmon.secret.Redactor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, in words for the person who has to mend it.
 *
 * <p>Texts are redacted and cut to {@link CheckResult#MAX_TEXT} characters when they come in; of what is cut off, as much
 * again is remembered until {@link CheckResult#redactedBy}, so that no secret is cut in half before it is looked for.
 * Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class Problem {

    private final Cause cause;
    private final BoundedText message;
    private final @Nullable BoundedText resolution;
    private final @Nullable BoundedText documentation;

    /**
     * Makes a problem; redacts and bounds the texts.
     *
     * @param cause why
     * @param message what happened, one or two friendly sentences
     * @param resolution what to do about it, or null
     * @param documentation a link that explains it, or null
     */
    public Problem(Cause cause, String message, @Nullable String resolution, @Nullable String documentation) {
        this(
                Objects.requireNonNull(cause, "cause"),
                BoundedText.of(message),
                resolution == null ? null : BoundedText.of(resolution),
                documentation == null ? null : BoundedText.of(documentation));
    }

    private Problem(
            Cause cause, BoundedText message, @Nullable BoundedText resolution, @Nullable BoundedText documentation) {
        this.cause = cause;
        this.message = message;
        this.resolution = resolution;
        this.documentation = documentation;
    }

    /** Makes a problem with neither resolution nor link. */
    public static Problem of(Cause cause, String message) {
        return new Problem(cause, message, null, null);
    }

    /** Returns why. */
    public Cause cause() {
        return cause;
    }

    /** Returns what happened. */
    public String message() {
        return message.shown();
    }

    /** Returns what to do about it, or null. */
    public @Nullable String resolution() {
        return resolution == null ? null : resolution.shown();
    }

    /** Returns a link that explains it, or null. */
    public @Nullable String documentation() {
        return documentation == null ? null : documentation.shown();
    }

    /** Returns this problem without the values that a redactor knows by heart; the same one when there are none. */
    Problem redactedBy(Redactor redactor) {
        Problem clean = new Problem(
                cause,
                message.redactedBy(redactor),
                resolution == null ? null : resolution.redactedBy(redactor),
                documentation == null ? null : documentation.redactedBy(redactor));
        return clean.equals(this) && !isCut() ? this : clean;
    }

    private boolean isCut() {
        return message.isCut()
                || (resolution != null && resolution.isCut())
                || (documentation != null && documentation.isCut());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Problem that
                && cause == that.cause
                && message.equals(that.message)
                && Objects.equals(resolution, that.resolution)
                && Objects.equals(documentation, that.documentation);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cause, message, resolution, documentation);
    }

    @Override
    public String toString() {
        return "Problem[cause=" + cause + ", message=" + message + ", resolution=" + resolution + ", documentation="
                + documentation + "]";
    }
}
