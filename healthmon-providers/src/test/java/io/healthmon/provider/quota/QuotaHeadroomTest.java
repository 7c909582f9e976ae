package io.healthmon.provider.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaHeadroomTest {

    private static final String DATE = " | Date: Sun, 15 Mar 2026 10:30:00 GMT";

    private static HttpHeaders headers(String lines) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        Arrays.stream(lines.split("\\|")).forEach(line -> {
            String[] parts = line.split(":", 2);
            headers.computeIfAbsent(parts[0].trim(), name -> new ArrayList<>()).add(parts[1].trim());
        });
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "ratelimit-limit: 100 | ratelimit-remaining: 7 | ratelimit-reset: 3600 > 100 > 7 > 3600",
                "RateLimit-Limit: 100, 100;w=60 | RateLimit-Remaining: 7 > 100 > 7 >",
                "X-RateLimit-Limit: 5000 | X-RateLimit-Remaining: 4999 | X-RateLimit-Reset: 1773574200" + DATE + " >"
                        + " 5000 > 4999 > 3600",
                "x-rate-limit-limit: 15 | x-rate-limit-remaining: 0 | x-rate-limit-reset: 1773574200000" + DATE + " >"
                        + " 15 > 0 > 3600",
                "RateLimit: limit=100, remaining=50, reset=30 > 100 > 50 > 30",
                "RateLimit: \"day\";r=50;t=30 | RateLimit-Policy: \"hour\";q=10;w=3600, \"day\";q=100;w=86400 >"
                        + " 100 > 50 > 30",
                "RateLimit: \"day\";r=50 > > 50 >",
                "X-RateLimit-Remaining: 12 > > 12 >",
                "X-RateLimit-Remaining: 12 | X-RateLimit-Reset: 1600000000" + DATE + " > > 12 > 0",
                "X-RateLimit-Remaining: 12 | X-RateLimit-Reset: 1773574200 > > 12 >",
                "X-RateLimit-Remaining: 12 | X-RateLimit-Reset: 1773574200 | Date: today > > 12 >",
            })
    void eachFormIsRead(String lines, Long limit, long remaining, Long reset) {
        QuotaHeadroom read = QuotaHeadroom.of(headers(lines)).orElseThrow();

        assertThat(read.limit()).isEqualTo(limit);
        assertThat(read.remaining()).isEqualTo(remaining);
        assertThat(read.resetAfter()).isEqualTo(reset == null ? null : Duration.ofSeconds(reset));
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type: text/html",
        "X-RateLimit-Remaining: many",
        "X-RateLimit-Remaining: -1",
        "X-RateLimit-Remaining: 99999999999999999999999",
        "X-RateLimit-Limit: 100",
        "RateLimit: garbage",
        "RateLimit: \"day\";r=x",
        "RateLimit: ;;;",
    })
    void whatCannotBeReadIsNotThere(String lines) {
        assertThat(QuotaHeadroom.of(headers(lines))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "100, 9, 3600, true",
        "100, 10, 3600, false",
        "100, 0, , true",
        "2, 0, 1, false",
        "100, 1, 60, false",
        "100, 1, 61, true",
        ", 0, , true",
        ", 1, , false",
        "0, 0, 3600, true",
        "9223372036854775807, 1, , true",
    })
    void lowIsLessThanATenthOfWhatIsNotRenewedWithinAMinute(Long limit, long remaining, Long reset, boolean low) {
        Duration resetAfter = reset == null ? null : Duration.ofSeconds(reset);

        assertThat(new QuotaHeadroom(limit, remaining, resetAfter).low(QuotaHeadroom.USUAL_LOW_PERCENT))
                .isEqualTo(low);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "X-RateLimit-Limit: 100 | X-RateLimit-Remaining: -5 | X-RateLimit-Reset: 3600 > 100 > 0 > 3600",
                "RateLimit: \"d\";r=-1;t=80000 | RateLimit-Policy: \"d\";q=100;w=86400 > 100 > 0 > 80000",
                "RateLimit: \"a,b\";r=1;t=80000 | RateLimit-Policy: \"a,b\";q=100;w=86400 > 100 > 1 > 80000",
                "RateLimit: \"a;r=9\\\"x,\";r=1 | RateLimit-Policy: \"a;r=9\\\"x,\";q=100 > 100 > 1 >",
                "RateLimit: \"d\";r=1 | RateLimit-Policy: \"d\";q=100;w=60 > 100 > 1 > 60",
                "X-RateLimit-Limit: 100.5 | X-RateLimit-Remaining: 0.9 > 100 > 0 >",
            })
    void oddFormsAreReadAsWhatTheyMean(String lines, Long limit, long remaining, Long reset) {
        assertThat(QuotaHeadroom.of(headers(lines))).contains(headroom(limit, remaining, reset));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "RateLimit-Policy: \"min\";q=10;w=60, \"day\";q=1000;w=86400"
                        + " | RateLimit: \"min\";r=0;t=30, \"day\";r=0;t=80000 > 1000 > 0 > 80000",
                "RateLimit-Policy: \"min\";q=10;w=60 | RateLimit-Policy: \"day\";q=1000;w=86400"
                        + " | RateLimit: \"min\";r=9;t=30 | RateLimit: \"day\";r=0;t=80000 > 1000 > 0 > 80000",
                "X-RateLimit-Limit: 10, 1000 | X-RateLimit-Remaining: 9, 1 | X-RateLimit-Reset: 30, 86400"
                        + " > 1000 > 1 > 86400",
                "X-RateLimit-Limit: 10 | X-RateLimit-Limit: 1000 | X-RateLimit-Remaining: 9"
                        + " | X-RateLimit-Remaining: 1 | X-RateLimit-Reset: 30 | X-RateLimit-Reset: 86400"
                        + " > 1000 > 1 > 86400",
                "RateLimit-Remaining: 100 | RateLimit-Limit: 100 | X-RateLimit-Remaining: 0 | X-RateLimit-Limit: 5000"
                        + " | X-RateLimit-Reset: 80000 > 5000 > 0 > 80000",
                "RateLimit: limit=10, remaining=9, reset=3600 | X-RateLimit-Limit: 10 | X-RateLimit-Remaining: 8"
                        + " > 10 > 8 >",
                "X-RateLimit-Remaining: 7 | RateLimit: \"d\";r=9 | RateLimit-Policy: \"d\";q=10 > 10 > 9 >",
            })
    void ofSeveralAllowancesTheTightestCounts(String lines, Long limit, long remaining, Long reset) {
        assertThat(QuotaHeadroom.of(headers(lines))).contains(headroom(limit, remaining, reset));
    }

    @ParameterizedTest
    @CsvSource({
        "X-RateLimit-Limit: 0 | X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 3600",
        "X-RateLimit-Limit: -1 | X-RateLimit-Remaining: 0",
        "X-RateLimit-Limit: -1 | X-RateLimit-Remaining: -1",
        "RateLimit: limit=0, remaining=0, reset=3600",
        "RateLimit: \"d\";r=0;t=3600 | RateLimit-Policy: \"d\";q=0;w=86400",
        "RateLimit: \"d\";r=-1;t=80000",
    })
    void anAllowanceWithoutALimitIsNoFinding(String lines) {
        assertThat(QuotaHeadroom.of(headers(lines))).isEmpty();
    }

    @Test
    void aMomentOfRenewalIsHeldAgainstNowWhereTheAnswerHasNoDate() {
        HttpHeaders told = headers("X-RateLimit-Limit: 100 | X-RateLimit-Remaining: 0 | X-RateLimit-Reset: 1773574200");
        Instant now = Instant.parse("2026-03-15T10:30:00Z");

        assertThat(QuotaHeadroom.of(told, now)).contains(headroom(100L, 0, 3_600L));
        assertThat(QuotaHeadroom.of(
                        headers("X-RateLimit-Remaining: 1 | X-RateLimit-Reset: 1773574200" + DATE), now.plusSeconds(9)))
                .contains(headroom(null, 1, 3_600L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1773570600000000000", "1773570600000000", "999999999999999999", "9201657012", "40000000", "-3"})
    void aRenewalThatIsTooFarAwayOrNegativeIsNotTold(String reset) {
        HttpHeaders told = headers("X-RateLimit-Limit: 100 | X-RateLimit-Remaining: 0 | X-RateLimit-Reset: " + reset);

        assertThat(QuotaHeadroom.of(told, Instant.parse("2026-03-15T10:30:00Z")))
                .contains(headroom(100L, 0, null));
    }

    private static QuotaHeadroom headroom(Long limit, long remaining, Long reset) {
        return new QuotaHeadroom(limit, remaining, reset == null ? null : Duration.ofSeconds(reset));
    }

    @Test
    void lowHeadroomIsDegradedAndTold() {
        CheckResult healthy =
                CheckResult.healthy().withResponseTime(Duration.ofMillis(12)).withDetail("http.status", 200);
        CheckResult judged = new QuotaHeadroom(5_000L, 12, Duration.ofMinutes(20)).judge(healthy, 10);

        assertThat(judged.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(judged.problem().cause()).isEqualTo(Cause.QUOTA);
        assertThat(judged.problem().message())
                .isEqualTo("The service has 12 of 5000 calls left for the next 20m, less than 10 %.");
        assertThat(judged.responseTime()).isEqualTo(Duration.ofMillis(12));
        assertThat(judged.details())
                .containsEntry("http.status", "200")
                .containsEntry("quota.limit", "5000")
                .containsEntry("quota.remaining", "12")
                .containsEntry("quota.resetAfter", "1200");
    }

    @Test
    void lowHeadroomChangesNothingOfWhatTheScheduleIsToHeed() {
        Instant until = Instant.parse("2026-03-15T10:30:00Z");
        CheckResult healthy = CheckResult.healthy()
                .withResponseTime(Duration.ofMillis(12))
                .withRetryAfter(Duration.ofMinutes(2))
                .withValidUntil(until);
        CheckResult judged = new QuotaHeadroom(5_000L, 12, null).judge(healthy, 10);

        assertThat(judged.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(judged.retryAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(judged.validUntil()).isEqualTo(until);
        assertThat(judged.responseTime()).isEqualTo(Duration.ofMillis(12));
    }

    @Test
    void enoughHeadroomIsAMeasurementAndAFailureStaysWhatItIs() {
        CheckResult enough = new QuotaHeadroom(100L, 50, null).judge(CheckResult.healthy(), 10);
        CheckResult down =
                new QuotaHeadroom(100L, 0, null).judge(CheckResult.down(Cause.SERVER_ERROR, "It failed."), 10);

        assertThat(enough.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(enough.details()).containsEntry("quota.remaining", "50");
        assertThat(down.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(down.problem().cause()).isEqualTo(Cause.SERVER_ERROR);
    }
}
