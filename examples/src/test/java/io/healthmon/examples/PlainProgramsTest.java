package io.healthmon.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlainProgramsTest {

    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void plainJavaRunsAndSaysHowThingsAre() throws Exception {
        assertThat(printed(() -> PlainJava.main(new String[0])))
                .contains("Inbox (inbox) is now HEALTHY", "All in all: ");
    }

    @Test
    void plainHttpServesHowThingsAre() throws Exception {
        assertThat(printed(() -> PlainHttp.main(new String[0]))).contains("\"status\":", "\"shop\":");
    }

    @Test
    void plainAlertsTellsOfAnOutage() throws Exception {
        assertThat(printed(() -> PlainAlerts.main(new String[0]))).contains("Alert ", "Told.");
    }

    @Test
    void plainHistoryTellsWhatWas() throws Exception {
        assertThat(printed(() -> PlainHistory.main(new String[0])))
                .contains(
                        "Counted: 100.00 %",
                        "Weighed by time: 100.00 % of the ", "web: 100.00 %", "at,status,responseTime,cause,message");
    }

    @Test
    void theHistoryPageShowsTheSource() throws IOException {
        Matcher shown = JAVA.matcher(Files.readString(Path.of("../docs/history.md")));

        assertThat(shown.results().toList())
                .hasSize(2)
                .allSatisfy(block -> assertThat(source("PlainHistory")).contains(folded(block.group(1))));
    }

    @Test
    void plainStoreHealthTellsWhatWasWritten() throws Exception {
        assertThat(printed(() -> PlainStoreHealth.main(new String[0]))).contains("Failing: false", "Cleaned up: null");
    }

    @Test
    void theStorePageShowsTheSource() throws IOException {
        assertThat(JAVA.matcher(Files.readString(Path.of("../docs/jdbc-store.md")))
                        .results()
                        .map(block -> folded(block.group(1))))
                .anySatisfy(block -> assertThat(source("PlainStoreHealth")).contains(block));
    }

    @Test
    void plainMetricsSaysWhatIsTooMuch() throws Exception {
        assertThat(printed(() -> PlainMetrics.main(new String[0])))
                .contains("Errors in the last hour: 6.0", "Exceeded: critical-errors", "Exceeded: orders");
    }

    @Test
    void thePageOnMetricsShowsTheSource() throws IOException {
        Matcher shown = JAVA.matcher(Files.readString(Path.of("../docs/metrics.md")));

        assertThat(shown.find()).isTrue();
        assertThat(source("PlainMetrics")).contains(folded(shown.group(1)));
    }

    @Test
    void plainAdministrationCreatesChangesPausesAndDeletes() throws Exception {
        assertThat(printed(() -> PlainAdministration.main(new String[0])))
                .contains("interval=PT1M", "failureThreshold=5", "Left: 1");
    }

    @Test
    void theConfigurationPageShowsTheSource() throws IOException {
        assertThat(JAVA.matcher(Files.readString(Path.of("../docs/configuration.md")))
                        .results()
                        .map(block -> folded(block.group(1))))
                .anySatisfy(block -> assertThat(source("PlainAdministration")).contains(block));
    }

    @Test
    void servletHostServesHowThingsAreBelowThePathThatItChose() throws Exception {
        assertThat(printed(() -> ServletHost.main(new String[0]))).contains("\"status\":", "\"shop\":");
    }

    @Test
    void theServletPageShowsTheSource() throws IOException {
        Matcher shown = JAVA.matcher(Files.readString(Path.of("../docs/servlet.md")));

        assertThat(shown.find()).isTrue();
        assertThat(source("ServletHost")).contains(folded(shown.group(1)));
    }

    @Test
    void theReadmeShowsTheSources() throws IOException {
        List<String> shown = JAVA.matcher(Files.readString(Path.of("../README.md")))
                .results()
                .map((MatchResult block) -> folded(block.group(1)))
                .toList();

        assertThat(shown).hasSize(3);
        assertThat(source("PlainJava")).contains(shown.get(0));
        assertThat(source("PlainHttp")).contains(shown.get(1));
        assertThat(source("PlainAlerts")).contains(shown.get(2));
    }

    private static String source(String program) throws IOException {
        return folded(Files.readString(Path.of("src/main/java/io/healthmon/examples/" + program + ".java")));
    }

    private static String folded(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String printed(PlainProgram program) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream console = System.out;
        System.setOut(new PrintStream(printed));
        try {
            program.run();
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private interface PlainProgram {

        void run() throws Exception;
    }
}
