package io.healthmon.channel;

import io.healthmon.alert.Alert;
import io.healthmon.alert.AlertKind;
import io.healthmon.check.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alert on its way through a channel, with the words to tell it.
 *
 * @param alert what is told
 * @param attempt which attempt of this delivery it is, from 1 on
 * @param sentAt when this attempt is made, by the monitor's clock
 * @param link where people see more, or null when the monitor was told no address
 * @since 0.1
 */
public record AlertMessage(
        Alert alert, int attempt, Instant sentAt, @Nullable String link) {

    /** Refuses null. */
    public AlertMessage {
        Objects.requireNonNull(alert, "alert");
        Objects.requireNonNull(sentAt, "sentAt");
    }

    /** Returns one line that says it all, such as {@code DOWN: Stripe (critical)}. */
    public String subject() {
        String word = alert.kind() == AlertKind.DOWN ? "DOWN" : "RECOVERED";
        return word + ": " + alert.integrationName() + " (" + alert.severity().label() + ")";
    }

    /** Returns the facts, one name and value each, in the order in which people want to read them. */
    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Status", alert.status().label()));
        facts.add(new Fact("Down since", seconds(alert.downSince())));
        if (alert.kind() == AlertKind.RECOVERED) {
            facts.add(new Fact("Recovered", seconds(alert.at())));
            facts.add(new Fact("Duration", lasted()));
        } else {
            facts.add(new Fact("Consecutive failures", String.valueOf(alert.consecutiveFailures())));
        }
        addProblem(facts, alert.problem());
        if (alert.responseTimeMillis() >= 0) {
            facts.add(new Fact("Response time", alert.responseTimeMillis() + " ms"));
        }
        if (link != null) {
            facts.add(new Fact("Details", link));
        }
        return List.copyOf(facts);
    }

    /** Returns the subject and the facts as plain text, a line each. */
    public String text() {
        StringBuilder text = new StringBuilder(subject()).append('\n');
        facts().forEach(fact ->
                text.append('\n').append(fact.name()).append(": ").append(fact.value()));
        return text.append('\n').toString();
    }

    private void addProblem(List<Fact> facts, @Nullable Problem problem) {
        if (problem == null) {
            return;
        }
        facts.add(new Fact(alert.kind() == AlertKind.DOWN ? "Error" : "Last error", problem.message()));
        facts.add(new Fact("Cause", problem.cause().label()));
        String resolution = problem.resolution();
        if (resolution != null && alert.kind() == AlertKind.DOWN) {
            facts.add(new Fact("What to do", resolution));
        }
        String documentation = problem.documentation();
        if (documentation != null) {
            facts.add(new Fact("Documentation", documentation));
        }
    }

    /** For people: at most two units, such as {@code 1h 2m}. */
    private String lasted() {
        long seconds =
                Math.max(0, Duration.between(alert.downSince(), alert.at()).toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + "m " + seconds % 60 + "s";
        }
        long hours = minutes / 60;
        return hours < 24 ? hours + "h " + minutes % 60 + "m" : hours / 24 + "d " + hours % 24 + "h";
    }

    private static String seconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * One thing to know.
     *
     * @param name what it is
     * @param value what it says, without secrets
     */
    public record Fact(String name, String value) {}
}
