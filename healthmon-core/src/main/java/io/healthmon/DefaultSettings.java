package io.healthmon;

import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.Thresholds;
import io.healthmon.schedule.Schedule;
import io.healthmon.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What holds for every integration of a configuration that does not say otherwise itself. */
final class DefaultSettings {

    private final Settings settings;
    private final List<Consumer<IntegrationBuilder>> steps = new ArrayList<>();

    private DefaultSettings(Settings settings) {
        this.settings = settings;
    }

    static DefaultSettings none() {
        return read(Settings.of(Map.of()));
    }

    static DefaultSettings read(Settings settings) {
        DefaultSettings defaults = new DefaultSettings(settings);
        Duration least = Duration.ofMillis(1);
        Duration longest = IntegrationBuilder.LONGEST_TIMEOUT;
        defaults.duration("interval", Schedule.SHORTEST, Schedule.LONGEST, IntegrationBuilder::every);
        defaults.duration("timeout", least, longest, IntegrationBuilder::timeout);
        defaults.duration("degradedAfter", least, longest, IntegrationBuilder::degradedAfter);
        defaults.duration("recheckAfter", Duration.ZERO, longest, IntegrationBuilder::recheckAfter);
        defaults.duration(
                "staleAfter", Schedule.SHORTEST, Schedule.LONGEST.multipliedBy(2), IntegrationBuilder::staleAfter);
        defaults.threshold("failureThreshold", IntegrationBuilder::failureThreshold);
        defaults.threshold("degradedThreshold", IntegrationBuilder::degradedThreshold);
        defaults.threshold("successThreshold", IntegrationBuilder::successThreshold);
        return defaults;
    }

    void apply(IntegrationBuilder integration) {
        steps.forEach(step -> step.accept(integration));
    }

    private void duration(String name, Duration min, Duration max, BiConsumer<IntegrationBuilder, Duration> setter) {
        settings.duration(name, min, max)
                .ifPresent(duration -> steps.add(integration -> setter.accept(integration, duration)));
    }

    private void threshold(String name, BiConsumer<IntegrationBuilder, Integer> setter) {
        settings.number(name, 1, Thresholds.MOST)
                .ifPresent(number -> steps.add(integration -> setter.accept(integration, (int) number)));
    }
}
