package io.healthmon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void saysWhichGoalsWereMissed() {
        Report report = report(false);

        report.goal("good", 1, 2, "x");
        report.goal("bad", 3, 2, "x");

        assertThat(lines())
                .satisfiesExactly(
                        good -> assertThat(good).contains("good").endsWith("reached"),
                        bad -> assertThat(bad).contains("bad").endsWith("MISSED"));
        assertThat(report.missed()).isEqualTo(1);
    }

    @Test
    void aGoalMayBeALeastValueToo() {
        Report report = report(false);

        report.goalAtLeast("good", 0.9, 0.9, "x");
        report.goalAtLeast("bad", 0.8, 0.9, "x");

        assertThat(lines())
                .satisfiesExactly(
                        good -> assertThat(good).contains(">= 0.900 x").endsWith("reached"),
                        bad -> assertThat(bad).contains("bad").endsWith("MISSED"));
    }

    @Test
    void missesAGoalThatCouldNotBeMeasured() {
        Report report = report(false);

        report.goal("nothing divided by nothing", Double.NaN, 2, "x");

        assertThat(report.missed()).isEqualTo(1);
    }

    @Test
    void doesNotJudgeATrial() {
        Report report = report(true);

        report.goal("bad", 3, 2, "x");

        assertThat(lines()).singleElement().asString().endsWith("not judged");
        assertThat(report.missed()).isZero();
    }

    private Report report(boolean trial) {
        return new Report(new PrintStream(written, true, StandardCharsets.UTF_8), new Effort(trial));
    }

    private String[] lines() {
        return written.toString(StandardCharsets.UTF_8).split("\\R");
    }
}
