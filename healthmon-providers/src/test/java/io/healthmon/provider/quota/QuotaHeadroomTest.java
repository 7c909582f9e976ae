package io.healthmon.provider.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaHeadroomTest {

    private static final String DATE = " | Date: Sun, 15 Mar 2026 10:30:00 GMT";

    private static HttpHeaders headers(String lines) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        Arrays.stream(lines.split("\\|")).forEach(line -> {
            String[] parts = line.split(":", 2);
            headers.put(parts[0].trim(), List.of(parts[1].trim()));
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
