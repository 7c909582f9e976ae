package io.healthmon.provider.http;

import org.jspecify.annotations.Nullable;

/** A setting of a check that cannot be used, with its name in configuration. */
final class RefusedSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String setting;

    RefusedSettingException(String setting, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.setting = setting;
    }

    /** Returns the name of the setting, such as {@code tls.keystore}. */
    String setting() {
        return setting;
    }
}
