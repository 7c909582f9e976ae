package io.healthmon.explain;

import io.healthmon.Flag;
import io.healthmon.IntegrationHealth;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.Problem;
import io.healthmon.explain.Explanation.Change;
import io.healthmon.explain.Explanation.Known;
import io.healthmon.metric.Statistics;
import io.healthmon.report.RoundedPercentage;
import io.healthmon.schedule.Schedule;
import io.healthmon.settings.DurationText;
import io.healthmon.state.HealthState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Puts an explanation into words. Confined to one thread. */
final class Sentences {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final Known known;
    private final IntegrationHealth health;
    private final Integration integration;
    private final HealthState state;
    private final Instant at;
    private final List<String> sentences = new ArrayList<>();

    Sentences(Known known, Instant at) {
        this.known = known;
        this.health = known.health();
        this.integration = health.integration();
        this.state = health.state();
        this.at = at;
    }

    List<String> write(List<Change> changes, List<String> dependenciesDown) {
        status();
        if (state.checked()) {
            results(changes);
        }
        problem();
        circumstances(dependenciesDown);
        schedule();
        figures();
        return sentences;
    }

    private void status() {
        String name = integration.name();
        Instant since = health.since();
        Instant lastCheck = state.lastCheckAt();
        if (lastCheck == null || since == null) {
            add(name + " is unknown: it has not been checked yet.");
        } else if (health.is(Flag.STALE)) {
            add(name + " is unknown since " + time(since) + ": its last result, of " + time(lastCheck)
                    + ", is too old to rely on. The results before said "
                    + state.status().label() + ".");
        } else {
            add(name + " is " + state.status().label() + " since " + time(since) + ".");
        }
    }

    private void results(List<Change> changes) {
        HealthStatus seen = state.observed();
        int needed = integration.thresholds().of(seen);
        add((state.streak() == 1 ? "The last check" : "The last " + state.streak() + " checks in a row") + " saw "
                + seen.label() + "; " + (needed == 1 ? "one such result decides." : needed + " in a row decide."));
        for (Change change : changes) {
            if (change.seen() > 0 && change.missing() > 0) {
                add(change.seen() + " of " + change.needed() + " results in a row are "
                        + change.to().label() + ": " + more(change.missing()) + " it "
                        + change.to().label() + ".");
            }
        }
        changes.stream()
                .filter(change -> change.to() == HealthStatus.HEALTHY && change.seen() == 0)
                .forEach(change -> add(recovery(change.missing())));
    }

    private static String recovery(int missing) {
        return missing == 1
                ? "One healthy result makes it healthy."
                : missing + " healthy results in a row make it healthy.";
    }

    private static String more(int missing) {
        return missing == 1 ? "one more makes" : missing + " more make";
    }

    private void problem() {
        Problem problem = state.problem();
        Instant since = state.problemSince();
        if (problem == null || since == null) {
            return;
        }
        add("The last check says, since " + time(since) + ": " + ended(problem.message()) + " (cause "
                + problem.cause().label() + ")");
        String resolution = problem.resolution();
        if (resolution != null) {
            add("What to do: " + ended(resolution));
        }
    }

    private void circumstances(List<String> dependenciesDown) {
        when(Flag.DISABLED, "It is disabled: it is not checked and does not count.");
        when(Flag.PAUSED, "It is paused: it is not checked and does not count until the pause ends.");
        when(
                Flag.STUCK,
                "Its check ignores the time limit of " + text(integration.timeout())
                        + " and is still under way; until it ends no other begins.");
        if (!dependenciesDown.isEmpty()) {
            add("What it depends on is down: " + String.join(", ", dependenciesDown) + ".");
        }
    }

    private void when(Flag flag, String sentence) {
        if (health.is(flag)) {
            add(sentence);
        }
    }

    private void schedule() {
        String schedule = schedule(integration);
        Instant next = health.nextCheckAt();
        if (next == null) {
            add("It would be checked " + schedule + "; no check is planned.");
        } else {
            add("It is checked " + schedule + "; the next check is due at " + time(next) + overdue(next) + ".");
        }
        Instant lastCheck = state.lastCheckAt();
        if (lastCheck != null && !health.is(Flag.STALE)) {
            add("Without another result it turns stale, and unknown, at " + time(integration.staleAt(lastCheck)) + ".");
        }
    }

    private String overdue(Instant next) {
        Duration late = Duration.between(next, at);
        return late.compareTo(Duration.ofSeconds(1)) > 0
                ? ", " + text(Duration.ofSeconds(late.toSeconds())) + " ago"
                : "";
    }

    /** Returns when it is checked, in words. */
    static String schedule(Integration integration) {
        Schedule schedule = integration.schedule();
        if (schedule instanceof Schedule.Cron cron) {
            return "by the cron expression " + cron.expression() + " in " + cron.zone();
        }
        return "every " + text(((Schedule.Every) schedule).interval());
    }

    private void figures() {
        Statistics day = known.lastDay();
        OptionalDouble rate = day.successRate();
        if (rate.isEmpty()) {
            add("There are no results of the last 24 hours that tell up from down.");
            return;
        }
        long failures = day.results() - day.successes();
        add("Of the " + day.results() + " results of the last 24 hours " + failures + (failures == 1 ? " was" : " were")
                + " a failure: a success rate of " + RoundedPercentage.of(rate) + " %." + due(day.results()));
        Double uptime = RoundedPercentage.of(known.uptime30Days());
        if (uptime != null) {
            add("Of the results of the last 30 days " + uptime + " % were no failure.");
        }
    }

    /** Says how many results there should be, where that is clear. */
    private String due(long results) {
        if (integration.schedule() instanceof Schedule.Every every) {
            long due =
                    Math.max(1, A_DAY.toMillis() / Math.max(1, every.interval().toMillis()));
            return results < due * 9 / 10
                    ? " At one check " + schedule(integration) + " there would be " + due
                            + " in a whole day; for the rest of the time nothing is known."
                    : "";
        }
        return "";
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") || sentence.endsWith("!") ? sentence : sentence + ".";
    }

    private static String text(Duration duration) {
        return DurationText.format(duration);
    }

    private static String time(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void add(String sentence) {
        sentences.add(sentence);
    }
}
