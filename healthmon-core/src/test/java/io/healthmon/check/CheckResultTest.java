package io.healthmon.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckResultTest {

    private static final int MEGABYTE = 1 << 20;

    @Test
    void aHealthyResultHasNoProblem() {
        assertThat(CheckResult.healthy().status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(CheckResult.healthy().problem()).isNull();
        assertThat(CheckResult.healthy().responseTime()).isNull();
        assertThat(CheckResult.healthy().details()).isEmpty();
    }

    @Test
    void eachOtherStatusComesWithAProblem() {
        Problem problem = Problem.of(Cause.QUOTA, "90 % used");

        assertThat(CheckResult.degraded(Cause.QUOTA, "90 % used").status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(CheckResult.down(problem).problem()).isEqualTo(problem);
        assertThat(CheckResult.unknown(problem)).hasToString("unknown (quota: 90 % used)");
    }

    @Test
    void withMakesANewResultAndLeavesTheOldOne() {
        CheckResult plain = CheckResult.healthy();
        CheckResult rich = plain.withDetail("version", 17).withResponseTime(Duration.ofMillis(3));

        assertThat(plain.details()).isEmpty();
        assertThat(rich.details()).containsEntry("version", "17");
        assertThat(rich.responseTime()).isEqualTo(Duration.ofMillis(3));
    }

    @Test
    void detailsKeepTheirOrderAndALaterValueReplacesAnEarlier() {
        CheckResult result =
                CheckResult.healthy().withDetail("b", 1).withDetail("a", 2).withDetail("b", 3);

        assertThat(result.details().toString()).isEqualTo("{b=3, a=2}");
    }

    @Test
    void detailsCannotBeChangedFromOutside() {
        assertThatThrownBy(
                        () -> CheckResult.healthy().withDetail("a", 1).details().put("b", "2"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aFloodOfDetailsIsCutAndCounted() {
        CheckResult result = CheckResult.healthy();
        for (int number = 0; number < 5_000; number++) {
            result = result.withDetail("detail " + number, "x");
        }

        assertThat(result.details())
                .hasSize(CheckResult.MAX_DETAILS + 1)
                .containsKeys("detail 0", "detail 31")
                .containsEntry("omitted", "4968");
    }

    @Test
    void aDetailOfTheCheckThatIsCalledOmittedHarmsNothing() {
        CheckResult result = CheckResult.healthy().withDetail("omitted", "by me");
        for (int number = 0; number < CheckResult.MAX_DETAILS; number++) {
            result = result.withDetail("detail " + number, "x");
        }

        assertThat(result.details()).hasSize(CheckResult.MAX_DETAILS).containsEntry("omitted", "1");
    }

    @Test
    void hugeNamesAndValuesAreCut() {
        CheckResult result = CheckResult.healthy().withDetail("n".repeat(MEGABYTE), "v ".repeat(MEGABYTE));

        assertThat(result.details()).hasSize(1).allSatisfy((name, value) -> {
            assertThat(name).hasSize(64);
            assertThat(value).hasSize(CheckResult.MAX_TEXT).endsWith("…");
        });
    }

    @Test
    void aValueWhoseNameIsSecretIsNotKept() {
        CheckResult result =
                CheckResult.healthy().withDetail("password", "hunter2").withDetail("status", "ok");

        assertThat(result.details()).containsEntry("password", "***").containsEntry("status", "ok");
    }

    @Test
    void secretsInAValueAreNotKept() {
        assertThat(CheckResult.healthy().withDetail("url", "redis://:pw@host").details())
                .containsEntry("url", "redis://***@host");
    }

    @Test
    void aKnownSecretIsTakenOutBeforeATextIsCut() {
        String value = "Zk4mWv9Lx2Tb8Nq7Rj6pYd1Gc5Vf0Sh3";
        Redactor knowing = Redactor.standard().with(List.of(Secret.of(value)));
        for (int before = 900; before < 1_010; before++) {
            String text = "x".repeat(before) + value + " and more ".repeat(50);
            CheckResult result = CheckResult.down(new Problem(Cause.CONNECT, text, text, text))
                    .withDetail("said", text)
                    .redactedBy(knowing);

            assertThat(List.of(
                            result.problem().message(),
                            result.problem().resolution(),
                            result.problem().documentation(),
                            result.details().get("said")))
                    .allSatisfy(kept -> assertThat(kept)
                            .doesNotContain(value.substring(0, 4))
                            .hasSizeLessThanOrEqualTo(CheckResult.MAX_TEXT)
                            .endsWith("…"));
        }
    }

    @Test
    void aKnownSecretIsTakenOutBeforeTheNameOfADetailIsCut() {
        String value = "Zk4mWv9Lx2Tb8Nq7Rj6pYd1Gc5Vf0Sh3";
        Redactor knowing = Redactor.standard().with(List.of(Secret.of(value)));
        for (int before = 20; before < 70; before++) {
            CheckResult result = CheckResult.healthy()
                    .withDetail("x".repeat(before) + value + "x".repeat(9), "seen")
                    .redactedBy(knowing);

            assertThat(result.details())
                    .hasSize(1)
                    .allSatisfy((name, seen) -> assertThat(name)
                            .doesNotContain(value.substring(0, 4))
                            .hasSizeLessThanOrEqualTo(64));
        }
    }

    @Test
    void aResultWithoutAKnownSecretIsReturnedItself() {
        CheckResult result = CheckResult.down(Cause.CONNECT, "Nobody answers").withDetail("version", "17");

        assertThat(result.redactedBy(Redactor.standard().with(List.of(Secret.of("swordfish")))))
                .isSameAs(result);
    }

    @Test
    void aNegativeResponseTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckResult.healthy().withResponseTime(Duration.ofNanos(-1)))
                .withMessage("response time PT-0.000000001S is negative");
    }

    @Test
    void anotherProblemLeavesEverythingElse() {
        CheckResult before = CheckResult.down(Cause.CONNECT, "Nobody answers")
                .withDetail("version", "17")
                .withResponseTime(Duration.ofMillis(7))
                .withRetryAfter(Duration.ofSeconds(9));
        Problem other = Problem.of(Cause.CONNECT, "Nobody answers, as they say themselves");
        CheckResult result = before.withProblem(other);

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem()).isEqualTo(other);
        assertThat(result.details()).isEqualTo(before.details());
        assertThat(result.responseTime()).isEqualTo(Duration.ofMillis(7));
        assertThat(result.retryAfter()).isEqualTo(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @EnumSource(HealthStatus.class)
    void anotherStatusLeavesEverythingElse(HealthStatus status) {
        Instant until = Instant.parse("2026-03-15T10:30:00Z");
        CheckResult before = CheckResult.down(Cause.CONNECT, "Nobody answers")
                .withDetail("version", "17")
                .withResponseTime(Duration.ofMillis(7))
                .withValidUntil(until)
                .withRetryAfter(Duration.ofSeconds(9));
        Problem problem = status == HealthStatus.HEALTHY ? null : Problem.of(Cause.QUOTA, "90 % used");
        CheckResult result = before.with(status, problem);

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.problem()).isEqualTo(problem);
        assertThat(result.details()).isEqualTo(before.details());
        assertThat(result.responseTime()).isEqualTo(Duration.ofMillis(7));
        assertThat(result.validUntil()).isEqualTo(until);
        assertThat(result.retryAfter()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void aStatusAndAProblemMakeAResult() {
        Problem problem = Problem.of(Cause.QUOTA, "90 % used");

        assertThat(CheckResult.of(HealthStatus.HEALTHY, null)).hasToString("healthy");
        assertThat(CheckResult.of(HealthStatus.UNKNOWN, problem)).hasToString("unknown (quota: 90 % used)");
        assertThat(CheckResult.of(HealthStatus.UNKNOWN, problem).details()).isEmpty();
    }

    @Test
    void aProblemBelongsToEachStatusThatIsNotHealthy() {
        Problem problem = Problem.of(Cause.QUOTA, "90 % used");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckResult.of(HealthStatus.HEALTHY, problem))
                .withMessage("a healthy result has no problem; leave it out, or use another status");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckResult.healthy().with(HealthStatus.DEGRADED, null))
                .withMessage("a result that is degraded needs a problem; give one that says what is wrong");
    }

    @Test
    void aHealthyResultTakesNoProblem() {
        Problem problem = Problem.of(Cause.CONNECT, "Nobody answers");

        assertThatThrownBy(() -> CheckResult.healthy().withProblem(problem))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a healthy result has no problem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "down (timeout), 3 ms", "healthy, 1 ms"})
    void theStatusOfAPartIsNoSecretWhateverThePartIsCalled(String status) {
        assertThat(CheckResult.healthy().withDetail("part.auth", status).details())
                .containsEntry("part.auth", status);
    }

    @Test
    void aPassphraseThatBeginsLikeAStatusIsASecret() {
        assertThat(CheckResult.healthy()
                        .withDetail("password", "down by the river")
                        .details())
                .containsEntry("password", "***");
    }
}
