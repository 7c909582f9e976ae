package io.healthmon.egress;

import java.io.IOException;

/**
 * Says that a target is not connected to because of what its address is. The message names host, address and reason.
 *
 * @since 0.1
 */
public final class RefusedTargetException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final String WAY_OUT = "If that is meant, allow it with \"security.allowedNetworks\"";

    RefusedTargetException(String message) {
        super(message);
    }

    /** Returns what can be done about it, in one sentence. */
    public String resolution() {
        return WAY_OUT + ", or declare the integration in the application.";
    }
}
