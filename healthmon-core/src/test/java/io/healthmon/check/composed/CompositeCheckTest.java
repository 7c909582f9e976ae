package io.healthmon.check.composed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CompositeCheckTest {

    private static final HealthCheck HEALTHY = run -> CheckResult.healthy().withResponseTime(Duration.ofMillis(12));
    private static final HealthCheck DEGRADED = run -> CheckResult.degraded(Cause.QUOTA, "Nearly used up.");
    private static final HealthCheck UNKNOWN = run -> CheckResult.unknown(Cause.CONFIGURATION, "Who knows.");
    private static final HealthCheck DOWN = run -> CheckResult.down(Cause.CONNECT, "Refused.");

    private final CheckContext context = new CheckContext(Integration.named("A").build(), Duration.ofSeconds(5));

    private static Map<String, HealthCheck> parts(HealthCheck... checks) {
        Map<String, HealthCheck> parts = new LinkedHashMap<>();
        for (HealthCheck check : checks) {
            parts.put("part" + parts.size(), check);
        }
        return parts;
    }

    private HealthStatus all(HealthCheck... checks) throws Exception {
        return CompositeCheck.allOf(parts(checks)).check(context).status();
    }

    private HealthStatus any(HealthCheck... checks) throws Exception {
        return CompositeCheck.anyOf(parts(checks)).check(context).status();
    }

    @Test
    void ofAllTheWorstCounts() throws Exception {
        assertThat(all(HEALTHY, HEALTHY)).isEqualTo(HealthStatus.HEALTHY);
        assertThat(all(HEALTHY, UNKNOWN)).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(all(UNKNOWN, DEGRADED)).isEqualTo(HealthStatus.DEGRADED);
        assertThat(all(HEALTHY, DEGRADED, DOWN, UNKNOWN)).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void ofAnyTheBestCounts() throws Exception {
        assertThat(any(DOWN, HEALTHY)).isEqualTo(HealthStatus.HEALTHY);
        assertThat(any(DOWN, UNKNOWN, DEGRADED)).isEqualTo(HealthStatus.DEGRADED);
        assertThat(any(DOWN, UNKNOWN)).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(any(DOWN, DOWN)).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void theProblemNamesThePartAndTheDetailsTellOfAll() throws Exception {
        CheckResult result = CompositeCheck.allOf(parts(HEALTHY, DOWN)).check(context);

        assertThat(result.problem().message()).isEqualTo("part1: Refused.");
        assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
        assertThat(result.details()).containsEntry("part.part0", "healthy, 12 ms");
        assertThat(result.details().get("part.part1")).startsWith("down (connect), ");
    }

    @Test
    void eachPartHasAnEqualShareOfTheTimeThatIsLeft() throws Exception {
        List<Duration> shares = new ArrayList<>();
        HealthCheck quick = run -> {
            shares.add(run.timeout());
            return CheckResult.healthy();
        };
        CompositeCheck.allOf(parts(quick, quick)).check(context);

        assertThat(shares.get(0)).isBetween(Duration.ofMillis(1_000), Duration.ofMillis(2_500));
        assertThat(shares.get(1)).isGreaterThan(shares.get(0));
    }

    @Test
    void aPartThatHangsIsInterruptedAndLeavesTimeForTheOthers() throws Exception {
        HealthCheck hanging = run -> {
            new CountDownLatch(1).await();
            return CheckResult.healthy();
        };
        CheckContext brief = new CheckContext(context.integration(), Duration.ofMillis(200));
        CheckResult result = CompositeCheck.anyOf(parts(hanging, HEALTHY)).check(brief);

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details().get("part.part0")).startsWith("down (timeout), ");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void theWholeWaitsAsLongAsAnyOfItsPartsAsks() throws Exception {
        HealthCheck throttled =
                run -> CheckResult.degraded(Cause.RATE_LIMITED, "Too many.").withRetryAfter(Duration.ofMinutes(10));
        HealthCheck busy = run -> CheckResult.down(Cause.SERVER_ERROR, "Busy.").withRetryAfter(Duration.ofSeconds(30));

        CheckResult all = CompositeCheck.allOf(parts(HEALTHY, throttled, busy)).check(context);
        CheckResult any = CompositeCheck.anyOf(parts(busy, HEALTHY)).check(context);

        assertThat(all.retryAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(all.details()).containsEntry("retryAfter", "600");
        assertThat(any.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(any.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theWholeHoldsUntilTheFirstOfItsPartsNoLongerDoes() throws Exception {
        Instant soon = Instant.parse("2026-03-15T10:30:00Z");
        HealthCheck brief = run -> CheckResult.healthy().withValidUntil(soon);
        HealthCheck longer = run -> CheckResult.healthy().withValidUntil(soon.plusSeconds(60));

        assertThat(CompositeCheck.allOf(parts(longer, brief, HEALTHY))
                        .check(context)
                        .validUntil())
                .isEqualTo(soon);
        assertThat(CompositeCheck.allOf(parts(HEALTHY)).check(context).validUntil())
                .isNull();
    }

    @Test
    void aPartThatHadNoTimeIsNotJudged() throws Exception {
        List<HealthCheck> judged = new ArrayList<>();
        CheckContext none = new CheckContext(context.integration(), Duration.ZERO);
        HealthCheck whole = CompositeCheck.allOf(parts(DOWN)).judgedBy((part, seen) -> {
            judged.add(part);
            return CheckResult.unknown(Cause.LOCAL_NETWORK, "No network.");
        });

        assertThat(whole.check(none).status()).isEqualTo(HealthStatus.DOWN);
        assertThat(judged).isEmpty();
        assertThat(whole.check(context).status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(judged).containsExactly(DOWN);
    }

    @Test
    void partsNeedNamesAndThereIsAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompositeCheck.allOf(Map.of()))
                .withMessage("checks has 0 parts; use from 1 to 20, each with a name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompositeCheck.anyOf(Map.of(" ", HEALTHY)))
                .withMessage("checks name \" \" is not allowed; use 1 to 50 characters without control characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompositeCheck.anyOf(parts(new HealthCheck[21])))
                .withMessageContaining("21 parts");
    }

    @Test
    @Timeout(30)
    void anInversePartThatHangsCannotTell() throws Exception {
        HealthCheck hangs = run -> {
            new CountDownLatch(1).await();
            return CheckResult.healthy();
        };
        CheckContext brief = new CheckContext(Integration.named("A").build(), Duration.ofMillis(200));

        CheckResult result =
                CompositeCheck.allOf(parts(HEALTHY, InverseCheck.of(hangs))).check(brief);

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
    }

    @Test
    void aPartThatIsNullIsRefusedByItsName() {
        Map<String, HealthCheck> parts = parts(HEALTHY);
        parts.put("api", null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompositeCheck.allOf(parts))
                .withMessage("checks \"api\" is null; give it a check or leave it out");
    }

    @Test
    void aNameThatIsNullIsRefused() {
        Map<String, HealthCheck> parts = parts(HEALTHY);
        parts.put(null, HEALTHY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompositeCheck.anyOf(parts))
                .withMessageStartingWith("checks has a name that is null; use ");
    }

    @Test
    void theShareOfAPartIsInWholeMilliseconds() throws Exception {
        List<Duration> shares = new ArrayList<>();
        HealthCheck noting = run -> {
            shares.add(run.timeout());
            return CheckResult.healthy();
        };
        all(noting, noting, noting);

        assertThat(shares).hasSize(3).allMatch(share -> share.toNanosPart() % 1_000_000 == 0);
    }

    @Test
    void theSecretsOfThePartsArePassedOn() {
        record Holding(Secret secret) implements HealthCheck, SecretHolder {
            @Override
            public Collection<Secret> secrets() {
                return List.of(secret);
            }

            @Override
            public CheckResult check(CheckContext run) {
                return CheckResult.healthy();
            }
        }
        Secret secret = Secret.of("k3y-0815");
        Holding part = new Holding(secret);

        assertThat(CompositeCheck.allOf(parts(HEALTHY, part)).secrets()).containsExactly(secret);
        assertThat(InverseCheck.of(part).secrets()).containsExactly(secret);
        assertThat(FlowCheck.begin().check("a", part).build().secrets()).containsExactly(secret);
    }
}
