package io.healthmon.jdbc;

import io.healthmon.check.HealthStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Values of closed sets as they stand in rows. A word that is not known, which a newer library or a person wrote, is taken
 * for a default.
 */
final class Words {

    private Words() {}

    static HealthStatus status(@Nullable String label) {
        return read(HealthStatus.class, label, HealthStatus.UNKNOWN);
    }

    static <E extends Enum<E>> E read(Class<E> type, @Nullable String label, E unknown) {
        for (E constant : type.getEnumConstants()) {
            if (label != null && constant.name().equals(label.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        return unknown;
    }

    /** Returns the number that stands for a status in the log; the view of the log knows these too. */
    static int code(HealthStatus status) {
        return switch (status) {
            case DOWN -> 0;
            case DEGRADED -> 1;
            case UNKNOWN -> 2;
            case HEALTHY -> 3;
        };
    }

    static HealthStatus status(int code) {
        return switch (code) {
            case 0 -> HealthStatus.DOWN;
            case 1 -> HealthStatus.DEGRADED;
            case 3 -> HealthStatus.HEALTHY;
            default -> HealthStatus.UNKNOWN;
        };
    }
}
