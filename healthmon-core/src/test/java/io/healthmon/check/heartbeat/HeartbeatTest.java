package io.healthmon.check.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HeartbeatTest {

    private static final Instant START = Instant.parse("2026-03-15T10:30:00Z");
    private static final Secret TOKEN = Secret.of("beat-token-1");

    private final Heartbeat hourly = Heartbeat.every(Duration.ofHours(1), TOKEN).grace(Duration.ofMinutes(5));

    @Test
    void beforeTheFirstPingItIsUnknownUntilOneIsOverdue() {
        CheckResult first = check(hourly, START);
        CheckResult last = check(hourly, START.plusSeconds(65 * 60 - 1));
        CheckResult overdue = check(hourly, START.plusSeconds(65 * 60));

        assertThat(first.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(first.problem().message()).isEqualTo("No ping yet; one is expected by 2026-03-15T11:35:00Z.");
        assertThat(first.validUntil()).isEqualTo(START.plusSeconds(65 * 60));
        assertThat(last.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(overdue.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(overdue.problem().cause()).isEqualTo(Cause.TIMEOUT);
        assertThat(overdue.problem().message())
                .isEqualTo("No success was ever reported; one was expected by 2026-03-15T11:35:00Z.");
        assertThat(overdue.validUntil()).isNull();
    }

    @Test
    void aSuccessMakesItHealthyUntilPeriodAndGraceAreOver() {
        hourly.ping(Ping.SUCCESS, null, START);
        CheckResult overdue = check(hourly, START.plusSeconds(65 * 60));

        assertThat(check(hourly, START).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(check(hourly, START).validUntil()).isEqualTo(START.plusSeconds(65 * 60));
        assertThat(check(hourly, START.plusSeconds(65 * 60 - 1)).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(overdue.problem().message())
                .isEqualTo("The last success came at 2026-03-15T10:30:00Z; one was expected by 2026-03-15T11:35:00Z.");
    }

    @Test
    void aFailMakesItDownAtOnceUntilTheNextSuccess() {
        hourly.ping(Ping.SUCCESS, null, START);
        hourly.ping(Ping.FAIL, "disk full", START.plusSeconds(60));
        CheckResult failed = check(hourly, START.plusSeconds(60));
        hourly.ping(Ping.START, null, START.plusSeconds(70));

        assertThat(failed.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(failed.problem().cause()).isEqualTo(Cause.SERVER_ERROR);
        assertThat(failed.problem().message())
                .isEqualTo("The job reported at 2026-03-15T10:31:00Z that it failed: disk full");
        assertThat(check(hourly, START.plusSeconds(75)).status()).isEqualTo(HealthStatus.DOWN);

        hourly.ping(Ping.SUCCESS, null, START.plusSeconds(80));
        assertThat(check(hourly, START.plusSeconds(80)).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCESS", "FAIL"})
    void theTimeFromStartToEndIsTheResponseTime(Ping end) {
        hourly.ping(Ping.START, null, START);
        hourly.ping(end, null, START.plusMillis(90_500));
        CheckResult result = check(hourly, START.plusSeconds(100));

        assertThat(result.responseTime()).isEqualTo(Duration.ofMillis(90_500));
        assertThat(result.details()).containsEntry("runTime", "PT1M30.5S").doesNotContainKey("startedAt");
    }

    @Test
    void withoutAStartThereIsNoResponseTime() {
        hourly.ping(Ping.START, null, START);
        hourly.ping(Ping.SUCCESS, null, START.plusSeconds(9));
        hourly.ping(Ping.SUCCESS, null, START.plusSeconds(10));

        assertThat(check(hourly, START.plusSeconds(10)).responseTime()).isNull();
    }

    @Test
    void aStartAloneIsNoSuccessButIsMentioned() {
        hourly.ping(Ping.SUCCESS, null, START);
        hourly.ping(Ping.START, null, START.plusSeconds(3600));

        assertThat(check(hourly, START.plusSeconds(65 * 60)).problem().message())
                .endsWith("The last ping was a start at 2026-03-15T11:30:00Z.");
    }

    @Test
    void aLogIsKeptRedactedAndBoundedAndChangesNothing() {
        hourly.ping(Ping.LOG, "used beat-token-1 and password=hunter22 " + "x".repeat(5_000), START);
        CheckResult result = check(hourly, START);

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.details().get("message"))
                .startsWith("used *** and password=*** xxx")
                .hasSizeLessThanOrEqualTo(CheckResult.MAX_TEXT);
    }

    @Test
    void byCronASuccessHoldsUntilTheNextMomentAndTheGrace() {
        Heartbeat nightly =
                Heartbeat.cron("0 3 * * *", ZoneId.of("Europe/Berlin"), TOKEN).grace(Duration.ofMinutes(30));
        nightly.ping(Ping.SUCCESS, null, Instant.parse("2026-03-15T02:05:00Z"));

        assertThat(check(nightly, Instant.parse("2026-03-16T02:29:59Z")).status())
                .isEqualTo(HealthStatus.HEALTHY);
        assertThat(check(nightly, Instant.parse("2026-03-16T02:30:00Z")).status())
                .isEqualTo(HealthStatus.DOWN);
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT2S", "PT10S, PT11S", "PT1M, PT1M6S", "PT24H, PT26H24M"})
    void theGraceIsATenthOfThePeriodAndOneSecondAtLeast(Duration period, Duration deadline) {
        assertThat(Rhythm.every(period).deadline(START)).isEqualTo(START.plus(deadline));
    }

    @Test
    void afterARestartItGoesOnFromTheDetailsOfItsLastResult() {
        check(hourly, START);
        hourly.ping(Ping.SUCCESS, null, START.plusSeconds(1));
        hourly.ping(Ping.START, "began", START.plusSeconds(2).plusNanos(123_456_789));
        CheckResult before = check(hourly, START.plusSeconds(3));
        Heartbeat restarted = Heartbeat.every(Duration.ofHours(1), TOKEN).grace(Duration.ofMinutes(5));
        restarted.restore(before.details());

        assertThat(check(restarted, START.plusSeconds(3)).details()).isEqualTo(before.details());
        assertThat(check(restarted, START.plusSeconds(3)).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aPingThatCameBeforeTheRestoringWins() {
        hourly.ping(Ping.FAIL, null, START);
        Map<String, String> failed = check(hourly, START).details();
        Heartbeat restarted = Heartbeat.every(Duration.ofHours(1), TOKEN);
        restarted.ping(Ping.SUCCESS, null, START.plusSeconds(5));
        restarted.restore(failed);

        assertThat(check(restarted, START.plusSeconds(6)).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void detailsThatCannotBeReadAreLeftOut() {
        hourly.restore(Map.of("lastSuccessAt", "yesterday", "lastPing", "jump", "runTime", "long", "other", "x"));

        assertThat(check(hourly, START).status()).isEqualTo(HealthStatus.UNKNOWN);
    }

    @Test
    void onlyItsTokenOpensIt() {
        assertThat(hourly.opensWith(Secret.of(" beat-token-1 "))).isTrue();
        assertThat(hourly.opensWith(Secret.of("beat-token-2"))).isFalse();
        assertThat(hourly.toString()).doesNotContain("beat-token");
    }

    @Test
    void settingsMakeOneFailureEnoughAndNoRunTimeSlow() {
        IntegrationBuilder integration = Integration.named("Backup").degradedAfter(Duration.ofSeconds(2));
        Settings settings = Settings.of(Map.of("cron", "0 3 * * *", "zone", "Europe/Berlin", "token", "t"));
        Heartbeat.from(settings, integration);
        Integration built = integration.settings(settings).build();

        assertThat(built.thresholds().failure()).isEqualTo(1);
        assertThat(built.degradedAfter()).isNull();
        assertThat(built.schedule()).isEqualTo(Integration.named("A").build().schedule());
        settings.refuseUnknown();
    }

    @Test
    void settingsOfTheIntegrationWin() {
        IntegrationBuilder integration = Integration.named("Backup");
        Settings settings = Settings.of(Map.of("period", "1d", "token", "t", "failureThreshold", 2, "interval", "1m"));
        Heartbeat.from(settings, integration);
        Integration built = integration.settings(settings).build();

        assertThat(built.thresholds().failure()).isEqualTo(2);
        assertThat(built.schedule().next(START)).isEqualTo(START.plusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "period=1d|token: is missing; set \"token\"",
                "token=t|period: is missing; set \"period\" or \"cron\"",
                "token=t,period=1d,cron=@daily|cron: stands beside \"period\"; keep one of the two",
                "token=t,period=1d,zone=UTC|zone: stands without \"cron\"; a period has no zone: remove it",
                "token=t,period=10ms|period: \"10ms\" is not allowed; use from 1s to 366d",
                "token=t,period=1d,grace=400d|grace: \"400d\" is not allowed; use from 0ms to 366d"
            })
    void wrongSettingsAreToldByName(String given, String message) {
        Map<String, String> values = new java.util.HashMap<>();
        for (String pair : given.split(",", -1)) {
            values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        assertThatThrownBy(() -> Heartbeat.from(Settings.of(values), Integration.named("Backup")))
                .isInstanceOf(SettingException.class)
                .hasMessage(message);
    }

    private static CheckResult check(Heartbeat heartbeat, Instant now) {
        return heartbeat.check(new CheckContext(Integration.named("Backup").build(), Duration.ofSeconds(5), now));
    }
}
