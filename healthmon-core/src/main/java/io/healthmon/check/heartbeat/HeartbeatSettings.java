package io.healthmon.check.heartbeat;

import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The settings of a heartbeat by their names in configuration. */
final class HeartbeatSettings {

    private HeartbeatSettings() {}

    static Heartbeat read(Settings settings) {
        Secret token = settings.secret("token").orElseThrow(() -> settings.missing("token"));
        Optional<Duration> period = settings.duration("period", Rhythm.SHORTEST_PERIOD, Rhythm.LONGEST);
        Optional<String> cron = settings.text("cron");
        Optional<ZoneId> zone = settings.parsed("zone", HeartbeatSettings::zone);
        if (period.isPresent() == cron.isPresent()) {
            throw period.isPresent()
                    ? new SettingException(settings.path("cron"), "stands beside \"period\"; keep one of the two")
                    : new SettingException(settings.path("period"), "is missing; set \"period\" or \"cron\"");
        }
        if (zone.isPresent() && period.isPresent()) {
            throw new SettingException(
                    settings.path("zone"), "stands without \"cron\"; a period has no zone: remove it");
        }
        Heartbeat heartbeat = period.map(length -> Heartbeat.every(length, token))
                .orElseGet(() -> byCron(settings, cron.orElseThrow(), zone.orElse(ZoneOffset.UTC), token));
        return settings.duration("grace", Duration.ZERO, Rhythm.LONGEST)
                .map(heartbeat::grace)
                .orElse(heartbeat);
    }

    private static Heartbeat byCron(Settings settings, String expression, ZoneId zone, Secret token) {
        try {
            return Heartbeat.cron(expression, zone, token);
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path("cron"), String.valueOf(refused.getMessage()));
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("is not a time zone; use one such as Europe/Berlin or UTC", unknown);
        }
    }
}
