package io.healthmon;

import io.healthmon.settings.Settings;
import io.healthmon.state.LocalNetworkRule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/** The settings of a monitor by their names in configuration; each is read into the builder's own setter. */
final class MonitorSettings {

    private static final int MOST_CONCURRENT_CHECKS = 10_000;

    private MonitorSettings() {}

    /** Reads what is known here of the root; unknown names are refused by the caller when all have read. */
    static void apply(Settings root, HealthMonitorBuilder builder) {
        application(root.group("application"), builder);
        retention(root.group("retention"), builder);
        concurrency(root.group("concurrency"), builder);
        root.group("limits")
                .number("bufferedResults", Limits.FEWEST_RESULTS, Limits.MOST_RESULTS)
                .ifPresent(most -> builder.bufferedResults((int) most));
        localNetwork(root.group("localNetwork"), builder);
        AlertSettings.apply(root, builder);
        OutsideSettings.apply(root, builder);
        builder.metrics(builder.metrics.with(root.group("metrics")));
        root.deferredGroup("store").ifPresent(builder::store);
        builder.defaults = DefaultSettings.read(root.group("defaults"));
        new DeclaredIntegrations(builder.defaults, builder).addAll(root);
    }

    private static void application(Settings application, HealthMonitorBuilder builder) {
        if (application.has("version") || application.has("environment")) {
            String version = application.has("version") ? application.requireText("version") : "unknown";
            String environment = application.has("environment") ? application.requireText("environment") : "production";
            builder.application(version, environment);
        }
        if (application.has("url")) {
            application.parsed("url", WebAddress::parse).ifPresent(url -> builder.applicationUrl(url.toString()));
        }
    }

    private static void retention(Settings settings, HealthMonitorBuilder builder) {
        Optional<Duration> raw = settings.duration("raw", Retention.SHORTEST, Retention.LONGEST);
        Retention kept = raw.map(Retention.DEFAULT::withRaw).orElse(Retention.DEFAULT);
        Optional<Duration> hourly = settings.duration("hourly", kept.raw(), Retention.LONGEST);
        kept = hourly.map(kept::withHourly).orElse(kept);
        LocalTime at = settings.parsed("cleanupAt", MonitorSettings::time).orElse(kept.cleanUpAt());
        ZoneId zone = settings.parsed("zone", MonitorSettings::zone).orElse(kept.zone());
        builder.retention(kept.withCleanUpAt(at, zone));
    }

    private static void localNetwork(Settings settings, HealthMonitorBuilder builder) {
        LocalNetworkRule rule = LocalNetworkRule.DEFAULT;
        Optional<Boolean> enabled = settings.flag("enabled");
        rule = enabled.isPresent() ? rule.withEnabled(enabled.get()) : rule;
        OptionalLong hosts = settings.number("hosts", LocalNetworkRule.FEWEST_HOSTS, LocalNetworkRule.MOST_HOSTS);
        rule = hosts.isPresent() ? rule.withHosts((int) hosts.getAsLong()) : rule;
        OptionalLong percent = settings.number("percent", LocalNetworkRule.LEAST_PERCENT, 100);
        rule = percent.isPresent() ? rule.withPercent((int) percent.getAsLong()) : rule;
        builder.localNetwork(
                settings.duration("window", LocalNetworkRule.SHORTEST_WINDOW, LocalNetworkRule.LONGEST_WINDOW)
                        .map(rule::withWindow)
                        .orElse(rule));
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("is not a time of the day; use two digits each, as in 03:00", wrong);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("is not a time zone; use one such as UTC or Europe/Berlin", wrong);
        }
    }

    private static void concurrency(Settings concurrency, HealthMonitorBuilder builder) {
        concurrency
                .number("checks", 1, MOST_CONCURRENT_CHECKS)
                .ifPresent(most -> builder.maxConcurrentChecks((int) most));
        Settings providers = concurrency.group("providers");
        for (String provider : providers.names()) {
            long most = providers
                    .number(provider, 1, MOST_CONCURRENT_CHECKS)
                    .orElseThrow(() -> providers.missing(provider));
            builder.maxConcurrentChecks(provider, (int) most);
        }
    }
}
