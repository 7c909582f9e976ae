package io.healthmon.examples;

import static java.time.Duration.ofHours;

import io.healthmon.HealthMonitor;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.maintenance.MaintenanceWindow;
import io.healthmon.metric.Figures;
import io.healthmon.metric.Resolution;
import io.healthmon.report.ExportFormat;
import io.healthmon.report.Grouping;
import io.healthmon.report.Reports;
import io.healthmon.report.Trend;
import io.healthmon.store.TimeRange;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;

/** What was: figures of a day, hour by hour, of groups, and every single result. */
public final class PlainHistory {

    private PlainHistory() {}

    /** Checks two things, and tells what is known of their past. */
    public static void main(String[] arguments) throws IOException {
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(Integration.named("Shop").type("web"), context -> CheckResult.healthy())
                .add(Integration.named("Mail").type("mail"), context -> CheckResult.healthy())
                .build()) {
            monitor.checkAllServices().join();

            Instant now = Instant.now();
            TimeRange day = new TimeRange(now.minus(ofHours(24)), now);
            Reports reports = monitor.reports();
            Figures shop = reports.figures("shop", day);
            System.out.println("Counted: " + percent(shop.statistics().successRate()));
            System.out.println("Weighed by time: " + percent(shop.uptime().percentage()) + " of the "
                    + percent(shop.uptime().coverage()) + " of the day that are known");

            reports.history("shop", Resolution.HOUR, day)
                    .forEach(hour -> System.out.println(hour.start() + " to " + hour.end() + ": "
                            + hour.figures().statistics().p95Millis() + " ms"));
            reports.trend(Grouping.TYPE, Trend.WEEK)
                    .groups()
                    .forEach(group -> System.out.println(group.name() + ": "
                            + percent(group.figures().uptime().percentage())));
            reports.export("shop", day, ExportFormat.CSV, System.out);

            Instant night = Instant.parse("2026-12-01T01:00:00Z");
            MaintenanceWindow window = MaintenanceWindow.of("shop", night, night.plusSeconds(7_200), "new disks");
            monitor.maintenance().put(window, "ops");
        }
    }

    private static String percent(OptionalDouble percentage) {
        return percentage.isEmpty() ? "nothing known" : String.format(Locale.ROOT, "%.2f %%", percentage.getAsDouble());
    }
}
