package io.healthmon.provider.tls;

import io.healthmon.secret.Redactor;
import org.jspecify.annotations.Nullable;

/** A setting that cannot be used, with its name in configuration. Its message shows no secret that can be told by its form. */
public final class RefusedSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String setting;

    /** Makes an exception for a setting, such as {@code tls.keystore}. */
    public RefusedSettingException(String setting, String message, @Nullable Throwable cause) {
        super(Redactor.standard().redact(message), cause);
        this.setting = setting;
    }

    /** Returns the name of the setting, such as {@code tls.keystore}. */
    public String setting() {
        return setting;
    }
}
