package io.healthmon.provider.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One row of a table of errors: what is answered, and what has to be said of it. Tables stand in {@code errors.txt} beside
 * their test: status with headers behind commas, body or the name of a file behind {@code @}, status, cause, message,
 * resolution and link, with {@code |} between them.
 */
public record Expected(
        StandIn.Answer answer,
        HealthStatus status,
        Cause cause,
        String message,
        String resolution,
        String link,
        String line) {

    /** Reads the table beside a test. */
    public static Stream<Expected> table(Class<?> test) throws IOException {
        return table(test, "errors.txt");
    }

    /** Reads another table beside a test. */
    public static Stream<Expected> table(Class<?> test, String file) throws IOException {
        return StandIn.fixture(test, file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> of(line, test));
    }

    private static Expected of(String line, Class<?> test) {
        String[] cells = line.strip().split("\\s*\\|\\s*", -1);
        assertThat(cells).as(line).hasSize(7);
        String[] head = cells[0].split(",\\s*", -1);
        StandIn.Answer answer = StandIn.Answer.of(Integer.parseInt(head[0]), body(cells[1], test));
        for (int index = 1; index < head.length; index++) {
            String[] header = head[index].split(":\\s*", 2);
            answer = answer.header(header[0], header[1]);
        }
        return new Expected(
                answer,
                HealthStatus.valueOf(cells[2]),
                Cause.valueOf(cells[3]),
                cells[4],
                cells[5],
                cells[6],
                cells[0] + " " + cells[1]);
    }

    private static String body(String cell, Class<?> test) {
        try {
            return cell.startsWith("@") ? StandIn.fixture(test, cell.substring(1)) : cell;
        } catch (IOException unreadable) {
            throw new AssertionError(cell, unreadable);
        }
    }

    /** Asks by a check of these settings and compares; a secret among them must not show. */
    public void check(HealthCheckProvider provider, Map<String, ?> settings, String secret) throws Exception {
        CheckResult result = StandIn.ask(provider, settings, answer);
        Problem problem = result.problem();

        assertThat(result.status()).isEqualTo(status);
        assertThat(problem).isNotNull();
        assertThat(problem.cause()).isEqualTo(cause);
        assertThat(problem.message()).isEqualTo(message);
        assertThat(problem.resolution()).isEqualTo(resolution);
        assertThat(problem.documentation()).isEqualTo(link);
        assertThat(result + " " + problem + result.details()).doesNotContain(secret);
    }

    @Override
    public String toString() {
        return line;
    }
}
