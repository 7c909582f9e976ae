package io.healthmon.http;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.secret.Secret;
import java.time.Duration;

/**
 * A monitor in which much has happened: integrations that are healthy, degraded, down, unknown, stale, paused, disabled
 * and new, seen by all or not, and a heartbeat.
 */
final class EventfulMonitor {

    private EventfulMonitor() {}

    static HandlerFixture create() {
        HandlerFixture fixture = integrations()
                .alerting()
                .answer("slow", CheckResult.degraded(Cause.TIMEOUT, "slower than it should be"))
                .answer("mail", CheckResult.down(Cause.CREDENTIALS_INVALID, "the password is wrong"))
                .answer("odd", CheckResult.unknown(Cause.CHECK_ERROR, "no idea"));
        fixture.time.freezeScheduler();
        fixture.monitor().start();
        check(fixture);
        fixture.monitor().pause("paused", Duration.ofMinutes(30));
        fixture.monitor()
                .add(
                        Integration.named("Backup").failureThreshold(1),
                        Heartbeat.every(Duration.ofDays(1), Secret.of("beat")));
        fixture.time.advance(Duration.ofSeconds(20));
        return fixture;
    }

    private static HandlerFixture integrations() {
        return new HandlerFixture()
                .add(
                        "Good",
                        good -> good.provider("stripe").tags("money", "web").visibleToAll(true))
                .add(
                        "Slow",
                        slow -> slow.provider("stripe").degradedThreshold(1).documentation("https://example.com/"))
                .add(
                        "Mail",
                        mail -> mail.critical()
                                .visibleToAll(false)
                                .dependsOn("disk")
                                .owner("shop")
                                .region("eu"))
                .add("Disk", disk -> disk.exclusive(true).visibleToAll(true))
                .add("Odd", odd -> odd)
                .add("Old", old -> old)
                .add("Paused", paused -> paused)
                .add("Off", off -> off.enabled(false))
                .add("New", fresh -> fresh);
    }

    private static void check(HandlerFixture fixture) {
        fixture.check("old", "good", "mail", "disk").answer("mail", CheckResult.healthy());
        fixture.time.advance(Duration.ofHours(3));
        fixture.check("good", "slow", "mail", "disk", "odd", "paused")
                .answer("mail", CheckResult.down(Cause.TIMEOUT, "no answer"))
                .check("mail");
    }
}
