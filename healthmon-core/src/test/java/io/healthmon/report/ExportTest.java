package io.healthmon.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.json.Json;
import io.healthmon.metric.Resolution;
import io.healthmon.store.StoreException;
import io.healthmon.store.TimeRange;
import io.healthmon.testkit.ManualTime;
import io.healthmon.testkit.PagedResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExportTest {

    private static final Instant START = Instant.parse("2026-03-15T10:30:00Z");
    private static final TimeRange ALL = new TimeRange(START, START.plusSeconds(3_600));

    private final ManualTime time = new ManualTime(START);
    private final List<CheckResult> answers = new ArrayList<>();
    private final HealthMonitor monitor = HealthMonitor.builder()
            .clock(time.clock())
            .scheduler(time.scheduler())
            .add(Integration.named("Mail"), context -> answers.remove(0).withResponseTime(Duration.ofMillis(12)))
            .build();

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void csvHasAHeaderAndGuardsAgainstFormulas() throws Exception {
        answer(CheckResult.healthy(), CheckResult.down(Cause.TIMEOUT, "=1+1, \"so\""));

        assertThat(exported(ExportFormat.CSV)).isEqualTo("""
                at,status,responseTime,cause,message\r
                2026-03-15T10:30:01Z,healthy,12,,\r
                2026-03-15T10:30:02Z,down,12,timeout,"'=1+1, ""so""\"\r
                """);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"=1|'=1", "+1|'+1", "-1|'-1", "@a|'@a", "a=1|a=1", "no, not|\"no, not\"", "äß€𝄞|äß€𝄞"},
            delimiter = '|',
            quoteCharacter = '~')
    void csvCellIsNoFormula(String message, String cell) {
        assertThat(Csv.line(List.of(message))).isEqualTo(cell + "\r\n");
    }

    @Test
    void csvCellsMayBeEmptyOrHaveLines() {
        assertThat(Csv.line(List.of("", "\tx", "a\nb", "\r", -1, ""))).isEqualTo(",'\tx,\"a\nb\",\"'\r\",-1,\r\n");
    }

    @Test
    void ndjsonHasAnObjectALine() throws Exception {
        answer(CheckResult.healthy(), CheckResult.down(Cause.TIMEOUT, "a, b"));

        String[] lines = exported(ExportFormat.NDJSON).split("\n", -1);

        assertThat(lines).hasSize(3);
        assertThat(lines[2]).isEmpty();
        assertThat(Json.readObject(lines[1].getBytes(StandardCharsets.UTF_8)))
                .containsEntry("at", "2026-03-15T10:30:02Z")
                .containsEntry("message", "a, b");
    }

    @Test
    void jsonIsOneArray() throws Exception {
        assertThat(exported(ExportFormat.JSON)).isEqualTo("[]\n");

        answer(CheckResult.healthy(), CheckResult.healthy());

        assertThat((List<?>) Json.read(exported(ExportFormat.JSON).getBytes(StandardCharsets.UTF_8)))
                .hasSize(2);
    }

    @Test
    void figuresHaveTheColumnsThatTheHeaderSays() throws Exception {
        answer(CheckResult.healthy(), CheckResult.healthy());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Export export = monitor.reports().export("mail", Resolution.HOUR, ALL, ExportFormat.CSV);
        export.writeTo(out);
        Point point = monitor.reports().history("mail", Resolution.HOUR, ALL).get(0);

        assertThat(export.fileName()).isEqualTo("mail-hour.csv");
        assertThat(flat("", Rows.point(point))).isEqualTo(Rows.POINT);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith(String.join(",", Rows.POINT)
                        + "\r\n2026-03-15T10:00:00Z,2026-03-15T10:30:03Z,2,0,100.0,100.0,");
    }

    @Test
    void reportHasARowForEachGroupAndEachPart() throws Exception {
        answer(CheckResult.healthy());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Report report = monitor.reports().trend(Grouping.TYPE, Trend.WEEK);
        Reports.export(report, ExportFormat.CSV).writeTo(out);

        assertThat(flat("", Rows.group(report, report.groups().get(0)).get(0))).isEqualTo(Rows.GROUP);
        assertThat(out.toString(StandardCharsets.UTF_8).lines().skip(1))
                .satisfiesExactly(
                        whole -> assertThat(whole).startsWith(",1,total,2026-03-09T00:00:00Z,2026-03-15T10:30:02Z,1,"),
                        today -> assertThat(today).startsWith(",1,day,2026-03-15T00:00:00Z,2026-03-15T10:30:02Z,1,"));
    }

    @Test
    void secretsThatWereRedactedWhenTheyCameStayRedacted() throws Exception {
        answer(CheckResult.down(Cause.TIMEOUT, "login with password=hunter2 at https://a:hunter2@host/ failed"));

        for (ExportFormat format : ExportFormat.values()) {
            assertThat(exported(format)).contains("login with").doesNotContain("hunter2");
        }
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void twoHundredThousandResultsAreNeverInMemoryTogether(ExportFormat format) throws Exception {
        PagedResults results = new PagedResults(200_000, 10);
        CountingRows rows = new CountingRows(results);
        try (HealthMonitor large =
                HealthMonitor.builder().store(results.store()).build()) {
            large.reports().export("mail", results.range(), format, rows);
        }

        assertThat(rows.count).isEqualTo(200_000);
        assertThat(results.pages()).isEqualTo(201);
        assertThat(rows.mostAhead).isLessThanOrEqualTo(1_000);
    }

    @Test
    void slowReaderHoldsUpTheReadingOfTheStore() throws Exception {
        PagedResults results = new PagedResults(20_000, 900);
        try (HealthMonitor large =
                        HealthMonitor.builder().store(results.store()).build();
                PipedInputStream in = new PipedInputStream(1_000);
                PipedOutputStream out = new PipedOutputStream(in)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> export(large, results, out));
            long read = 0;
            byte[] some = in.readNBytes(100_000);
            while (some.length > 0) {
                read += some.length;
                assertThat(results.pages() * 1_000L * 900 - read).isLessThan(3_000_000);
                some = in.readNBytes(100_000);
            }
            writing.join();

            assertThat(read).isGreaterThan(18_000_000);
        }
    }

    @Test
    void storeThatFailsInTheMiddleIsToldToTheCaller() {
        PagedResults results = new PagedResults(5_000, 10);
        try (HealthMonitor large =
                HealthMonitor.builder().store(results.store()).build()) {
            Export export = large.reports().export("mail", results.range(), ExportFormat.JSON);
            results.failAfter(1);

            assertThatThrownBy(() -> export.writeTo(new ByteArrayOutputStream()))
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void fileNameIsSafe() {
        assertThat(monitor.reports().export("../ä\"b", ALL, ExportFormat.CSV).fileName())
                .isEqualTo("..___b-results.csv");
    }

    private void answer(CheckResult... results) {
        for (CheckResult result : results) {
            answers.add(result);
            time.advance(Duration.ofSeconds(1));
            monitor.check("mail").join();
        }
        time.advance(Duration.ofSeconds(1));
    }

    private String exported(ExportFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        monitor.reports().export("mail", ALL, format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void export(HealthMonitor monitor, PagedResults results, PipedOutputStream out) {
        try (out) {
            monitor.reports().export("mail", results.range(), ExportFormat.NDJSON, out);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<String> flat(String prefix, Map<?, ?> row) {
        List<String> names = new ArrayList<>();
        row.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                names.addAll(flat(name + ".", inner));
            } else {
                names.add(prefix + name);
            }
        });
        return names;
    }

    /** Counts rows by a word that each of them has once, and how far the pages read are ahead of them. */
    private static final class CountingRows extends OutputStream {

        private final PagedResults results;
        private long count;
        private long mostAhead;
        private int matched;

        CountingRows(PagedResults results) {
            this.results = results;
        }

        @Override
        public void write(int value) {
            String word = "timeout";
            matched = value == word.charAt(matched) ? matched + 1 : value == word.charAt(0) ? 1 : 0;
            if (matched == word.length()) {
                matched = 0;
                count++;
                mostAhead = Math.max(mostAhead, Math.min(results.pages() * 1_000L, 200_000) - count);
            }
        }
    }
}
