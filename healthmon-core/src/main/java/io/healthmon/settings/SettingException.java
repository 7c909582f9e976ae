package io.healthmon.settings;

import io.healthmon.secret.Redactor;

/**
 * A setting that cannot be used.
 *
 * <p>The message is one line that names the setting as it was written, its value (never that of a secret), what
 * is allowed, and the way out; it is meant to be shown to the person who wrote the setting as it stands.
 *
 * @since 0.1
 */
public final class SettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_PROBLEM = 2_000;

    /** Makes an exception with a message for the person who wrote the setting. */
    public SettingException(String message) {
        super(message);
    }

    /**
     * Makes an exception for a setting: {@code path: problem}. What can be told to be secret is left out of the problem, and
     * the rest stands on one line: it quotes what somebody wrote, perhaps into the wrong place.
     */
    public SettingException(String path, String problem) {
        super(path + ": " + Redactor.standard().excerpt(problem, LONGEST_PROBLEM));
    }
}
