package io.healthmon.provider.statuspage;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.BoundedWait;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Adds to failures what a page says of them. It changes no status and no cause.
 *
 * @param provider whose page it is
 * @param components what of it counts; empty for all
 * @param product what counts of a page of many products where no components are named
 * @param page the page
 */
record Evidence(String provider, List<String> components, Optional<String> product, SharedPage page) {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    /** What an incident of the provider may be behind; of a wrong key or a full quota it says nothing. */
    private static final Set<Cause> EXPLAINED = EnumSet.of(
            Cause.DNS,
            Cause.CONNECT,
            Cause.TLS,
            Cause.TIMEOUT,
            Cause.SERVER_ERROR,
            Cause.ASSERTION,
            Cause.RATE_LIMITED);

    Evidence {
        components = List.copyOf(components);
    }

    /** Returns the same with the page read under a guard. */
    Evidence guardedBy(TargetGuard guard) {
        SharedPage.Source plain = page.source();
        SharedPage.Source guarded = new SharedPage.Source(plain.address(), plain.route(), guard);
        // why: says at once what can never be read.
        guarded.requireAllowed();
        return new Evidence(provider, components, product, SharedPage.of(guarded));
    }

    /**
     * Completes with the result, and what the page says where it is a failure.
     *
     * @param left how much time there is
     */
    CompletableFuture<CheckResult> explain(CheckResult result, Duration left) {
        if (!isExplained(result)) {
            return CompletableFuture.completedFuture(result);
        }
        Duration half = left.dividedBy(2);
        Duration wait = half.compareTo(LONGEST_WAIT) < 0 ? half : LONGEST_WAIT;
        return BoundedWait.of(page.reading(), wait)
                .thenApply(reading -> reading.map(known -> told(result, known)).orElse(result));
    }

    private static boolean isExplained(CheckResult result) {
        Problem problem = result.problem();
        boolean failed = result.status() == HealthStatus.DOWN || result.status() == HealthStatus.DEGRADED;
        return failed && problem != null && EXPLAINED.contains(problem.cause());
    }

    private CheckResult told(CheckResult result, PageReading reading) {
        PageReport report = reading.report();
        if (report == null) {
            Problem why = Objects.requireNonNull(reading.failure(), "failure").problem();
            return result.withDetail(
                    "statusPage",
                    "The status page cannot be read: " + (why == null ? "no reason is known." : why.message()));
        }
        boolean oneOfMany = components.isEmpty() && report.form() == PageForm.WORKSPACE;
        List<String> unknown = report.unknown(components);
        if (!unknown.isEmpty()) {
            return result.withDetail(
                    "statusPage", "The status page " + report.link() + " has no component \"" + unknown.get(0) + "\".");
        }
        PageReport meant = report.about(oneOfMany ? product.stream().toList() : components);
        return meant.worst()
                .map(incident -> withSentence(result, incident)
                        .withDetail("statusPage", provider + " reports: " + incident.told()))
                .orElseGet(() -> result.withDetail("statusPage", provider + " reports no incident, " + report.link()));
    }

    private CheckResult withSentence(CheckResult result, PageIncident incident) {
        Problem before = Objects.requireNonNull(result.problem(), "problem");
        String sentence = provider + " itself reports " + (incident.maintenance() ? "maintenance" : "an incident")
                + ": " + incident.title() + " (" + incident.state() + "); see " + incident.link() + ".";
        String resolution = before.resolution() == null ? sentence : before.resolution() + " " + sentence;
        Problem problem = new Problem(before.cause(), before.message(), resolution, before.documentation());
        return result.withProblem(problem);
    }
}
