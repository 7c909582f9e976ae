package io.healthmon.alert;

import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An outage of an hour and a half, and its end. */
public final class AlertSamples {

    private static final Instant SINCE = Instant.parse("2026-03-15T10:30:00.123456Z");

    private AlertSamples() {}

    /** Returns the alert that it is down. */
    public static Alert down(@Nullable Problem problem) {
        return new Alert(
                "a-1",
                AlertKind.DOWN,
                Severity.CRITICAL,
                "shop",
                "Shop",
                SINCE.plusSeconds(10),
                HealthStatus.DOWN,
                SINCE,
                3,
                1_234,
                problem,
                List.of());
    }

    /** Returns the alert that it has recovered. */
    public static Alert recovered(@Nullable Problem problem) {
        return new Alert(
                "a-2",
                AlertKind.RECOVERED,
                Severity.HIGH,
                "shop",
                "Shop",
                SINCE.plusSeconds(5_400),
                HealthStatus.HEALTHY,
                SINCE,
                0,
                -1,
                problem,
                List.of());
    }
}
