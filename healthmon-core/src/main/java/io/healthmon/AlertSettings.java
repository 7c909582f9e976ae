package io.healthmon;

import io.healthmon.alert.AlertPolicy;
import io.healthmon.alert.Severity;
import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.ChannelType;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The channels and routes of a configuration on their way into the builder. */
final class AlertSettings {

    private AlertSettings() {}

    static void apply(Settings root, HealthMonitorBuilder builder) {
        channels(root.group("channels"), builder);
        Settings alerts = root.group("alerts");
        alerts.duration("cooldown", Duration.ZERO, AlertPolicy.LONGEST_COOLDOWN).ifPresent(builder::alertCooldown);
        for (Settings route : alerts.groups("routes")) {
            if (!route.has("channels")) {
                throw new SettingException(
                        route.path("channels"),
                        "is missing; set \"channels\" to names of channels, or to [] for nobody");
            }
            builder.alerts.route(severities(route), route.texts("channels"), route.path("channels"));
        }
    }

    private static void channels(Settings channels, HealthMonitorBuilder builder) {
        if (channels.names().isEmpty()) {
            return;
        }
        ProvidedTypes<ChannelType> types = ProvidedTypes.ofChannels();
        for (String name : channels.names()) {
            Settings settings = channels.group(name);
            located(settings.path(), () -> builder.alerts.requireFree(name));
            ChannelType type = types.of(settings);
            located(settings.path(), () -> {
                AlertChannel channel = type.factory().create(settings);
                builder.alert(name, channel);
            });
        }
    }

    private static Set<Severity> severities(Settings route) {
        Set<Severity> severities = EnumSet.noneOf(Severity.class);
        List<String> texts = route.texts("severity");
        for (String text : texts) {
            severities.add(severity(route, text));
        }
        return severities;
    }

    private static Severity severity(Settings route, String text) {
        for (Severity severity : Severity.values()) {
            if (severity.label().equals(text.trim())) {
                return severity;
            }
        }
        String known = Arrays.stream(Severity.values()).map(Severity::label).collect(Collectors.joining(", "));
        throw route.wrongText("severity", text, "one of " + known);
    }

    private static void located(String path, Runnable step) {
        try {
            step.run();
        } catch (SettingException located) {
            throw located;
        } catch (IllegalArgumentException refused) {
            throw new SettingException(path, String.valueOf(refused.getMessage()));
        }
    }
}
