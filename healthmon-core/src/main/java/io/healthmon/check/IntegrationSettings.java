package io.healthmon.check;

import io.healthmon.schedule.Schedule;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The settings of an integration by their names in configuration; each is read into the builder's own setter. */
final class IntegrationSettings {

    /** How young a success is to stand in for a check where settings say no more than that it may. */
    private static final Duration USUAL_PASSIVE_AGE = Duration.ofSeconds(30);

    private final Settings settings;

    private IntegrationSettings(Settings settings) {
        this.settings = settings;
    }

    static void apply(Settings settings, IntegrationBuilder builder) {
        IntegrationSettings reader = new IntegrationSettings(settings);
        reader.identity(builder);
        reader.role(builder);
        reader.schedule(builder);
        reader.limits(builder);
        reader.retries(builder);
        reader.passive(builder);
        reader.alerts(builder);
    }

    private void identity(IntegrationBuilder builder) {
        set("id", settings.text("id"), builder::id);
        set("type", settings.text("type"), builder::type);
        set("provider", settings.text("provider"), builder::provider);
        set("owner", settings.text("owner"), builder::owner);
        set("region", settings.text("region"), builder::region);
        set("documentation", settings.text("documentation"), builder::documentation);
        set("tags", list("tags"), builder::tags);
        set("dependsOn", list("dependsOn"), builder::dependsOn);
    }

    private void role(IntegrationBuilder builder) {
        set("critical", settings.flag("critical"), builder::critical);
        set("public", settings.flag("public"), builder::visibleToAll);
        set("exclusive", settings.flag("exclusive"), builder::exclusive);
        set("enabled", settings.flag("enabled"), builder::enabled);
    }

    private void schedule(IntegrationBuilder builder) {
        Optional<Duration> interval = settings.duration("interval", Schedule.SHORTEST, Schedule.LONGEST);
        if (builder.cronLeftToCheck) {
            interval.ifPresent(builder::every);
            return;
        }
        Optional<String> cron = settings.text("cron");
        ZoneId zone = settings.parsed("zone", IntegrationSettings::zone).orElse(ZoneOffset.UTC);
        if (interval.isPresent() && cron.isPresent()) {
            throw new SettingException(settings.path("cron"), "stands beside \"interval\"; keep one of the two");
        }
        if (settings.has("zone") && cron.isEmpty()) {
            throw new SettingException(
                    settings.path("zone"), "stands without \"cron\"; an interval has no zone: remove it");
        }
        interval.ifPresent(builder::every);
        set("cron", cron, expression -> builder.schedule(Schedule.cron(expression, zone)));
    }

    private void limits(IntegrationBuilder builder) {
        Duration longest = IntegrationBuilder.LONGEST_TIMEOUT;
        Duration least = Duration.ofMillis(1);
        settings.duration("timeout", least, longest).ifPresent(builder::timeout);
        settings.duration("degradedAfter", least, longest).ifPresent(builder::degradedAfter);
        settings.duration("recheckAfter", Duration.ZERO, longest).ifPresent(builder::recheckAfter);
        settings.duration("staleAfter", Schedule.SHORTEST, Schedule.LONGEST.multipliedBy(2))
                .ifPresent(builder::staleAfter);
        threshold("failureThreshold", builder::failureThreshold);
        threshold("degradedThreshold", builder::degradedThreshold);
        threshold("successThreshold", builder::successThreshold);
    }

    private void retries(IntegrationBuilder builder) {
        settings.number("retries", 0, IntegrationBuilder.MOST_RETRIES).ifPresent(most -> builder.retries((int) most));
        settings.duration("retryDelay", Duration.ZERO, IntegrationBuilder.LONGEST_RETRY_DELAY)
                .ifPresent(builder::retryDelay);
    }

    private void passive(IntegrationBuilder builder) {
        Optional<Boolean> wanted = settings.flag("passive");
        Optional<Duration> age = settings.duration("passiveFor", Schedule.SHORTEST, IntegrationBuilder.LONGEST_TIMEOUT);
        if (age.isPresent() && wanted.isPresent() && !wanted.get()) {
            throw new SettingException(
                    settings.path("passiveFor"), "stands beside \"passive\": false; keep one of the two");
        }
        if (age.isPresent() || wanted.orElse(false)) {
            builder.passiveFor(age.orElse(USUAL_PASSIVE_AGE));
        }
    }

    private void alerts(IntegrationBuilder builder) {
        set("alertOnFailure", settings.flag("alertOnFailure"), builder::alertOnFailure);
        set("alertEmail", list("alertEmail"), builder::alertEmail);
    }

    private void threshold(String name, Consumer<Integer> setter) {
        settings.number(name, 1, Thresholds.MOST).ifPresent(number -> setter.accept((int) number));
    }

    private Optional<String[]> list(String name) {
        List<String> texts = settings.texts(name);
        return settings.has(name) ? Optional.of(texts.toArray(String[]::new)) : Optional.empty();
    }

    private <T> void set(String name, Optional<T> value, Consumer<T> setter) {
        try {
            value.ifPresent(setter);
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path(name), String.valueOf(refused.getMessage()));
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
