package io.healthmon.provider.http;

import org.jspecify.annotations.Nullable;

/** How checks name themselves; some services refuse requests without a name. */
final class UserAgent {

    /** {@code healthmon/<version>}, with the version in the jar's manifest. */
    static final String VALUE =
            "healthmon/" + orUnknown(UserAgent.class.getPackage().getImplementationVersion());

    private UserAgent() {}

    private static String orUnknown(@Nullable String version) {
        return version == null ? "unknown" : version;
    }
}
