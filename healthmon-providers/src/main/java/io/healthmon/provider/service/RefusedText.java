package io.healthmon.provider.service;

import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.secret.Redactor;

/** Refuses texts in settings: what stands there may be a key in the wrong place, so only what is harmless of it is shown. */
public final class RefusedText {

    private static final int LONGEST = 80;

    private RefusedText() {}

    /**
     * Makes the exception for a text that is not allowed.
     *
     * @param setting the name of the setting, such as {@code team}
     * @param text what stands there
     * @param use what is allowed, as the end of a sentence that begins with "use"
     */
    public static RefusedSettingException of(String setting, String text, String use) {
        String shown = Redactor.standard().excerpt(text, LONGEST);
        return new RefusedSettingException(setting, setting + " \"" + shown + "\" is not allowed; use " + use, null);
    }
}
