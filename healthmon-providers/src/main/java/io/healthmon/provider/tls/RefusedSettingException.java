package io.healthmon.provider.tls;

import io.healthmon.secret.Redactor;
import org.jspecify.annotations.Nullable;

/** A setting that cannot be used, with its name in configuration. Its message shows no secret that can be told by its form. */
public final class RefusedSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 80;

    private final String setting;

    /** Makes an exception for a setting, such as {@code tls.keystore}. */
    public RefusedSettingException(String setting, String message, @Nullable Throwable cause) {
        super(Redactor.standard().redact(message), cause);
        this.setting = setting;
    }

    /**
     * Makes an exception for a text that is not allowed. It may be a key in the wrong place, or a whole file: its beginning
     * is shown, without what can be told to be secret.
     *
     * @param use what is allowed, as the end of a sentence that begins with "use"
     */
    public static RefusedSettingException ofText(String setting, String text, String use) {
        String shown = Redactor.standard().excerpt(text, LONGEST);
        return new RefusedSettingException(setting, setting + " \"" + shown + "\" is not allowed; use " + use, null);
    }

    /** Returns the name of the setting, such as {@code tls.keystore}. */
    public String setting() {
        return setting;
    }
}
