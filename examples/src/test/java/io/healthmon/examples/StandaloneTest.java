package io.healthmon.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.healthmon.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTest {

    private static final Map<String, String> ANY_PORT = Map.of("HEALTHMON_PORT", "0");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    void theSampleShowsEveryStatusToEverybody() throws Exception {
        try (Program program = Program.start(ANY_PORT)) {
            String health = program.printed("(http://\\S+/health)\n");

            Set<String> seen = Eventually.found(() -> {
                Set<String> statuses = statuses(get(health, ""));
                return statuses.containsAll(Set.of("healthy", "degraded", "down", "unknown")) ? statuses : null;
            });

            assertThat(seen).containsExactly("degraded", "down", "healthy", "unknown");
        }
    }

    @Test
    void theSamplesTokenIsAnAdminsAndFreshEachTime() throws Exception {
        try (Program one = Program.start(ANY_PORT);
                Program other = Program.start(ANY_PORT)) {
            String url = one.printed("(http://\\S+)/#token=");
            String token = one.printed("#token=([A-Za-z0-9_-]{43})\\s");

            assertThat(get(url + "/api/integrations", token).statusCode()).isEqualTo(200);
            assertThat(get(url + "/api/integrations", "").statusCode()).isEqualTo(401);
            assertThat(other.printed("#token=(\\S+)")).isNotEqualTo(token);
        }
    }

    @Test
    void aConfigurationIsServedAtItsPathAndChecked() throws Exception {
        String file = configured("{'server':{'basePath':'/ops'},'application':{'version':'3.1'},"
                + "'integrations':[{'name':'Heap','type':'heap','interval':'1s','critical':true}]}");
        try (Program program = Program.start(ANY_PORT, file)) {
            String health = program.printed("(http://\\S+/ops/health)\\s");

            Map<?, ?> answer = Eventually.found(() -> {
                Map<?, ?> body = body(get(health, ""));
                return "healthy".equals(body.get("status")) ? body : null;
            });

            assertThat(answer.get("version")).isEqualTo("3.1");
            assertThat(program.out()).contains("healthmon watches 1 integrations of " + file);
        }
    }

    @Test
    void theCronSecretComesFromTheEnvironmentUnlessItIsInTheFile() throws Exception {
        Map<String, String> variables = Map.of("HEALTHMON_PORT", "0", "CRON_SECRET", "from-environment");
        try (Program without = Program.start(variables, configured("{}"))) {
            assertThat(cron(without, "from-environment")).isEqualTo(200);
        }
        try (Program with = Program.start(variables, configured("{'security':{'cronSecret':'from-file'}}"))) {
            assertThat(cron(with, "from-environment")).isEqualTo(401);
            assertThat(cron(with, "from-file")).isEqualTo(200);
        }
    }

    @Test
    void withMonitoringSwitchedOffItServesButChecksNothing() throws Exception {
        Map<String, String> variables = Map.of("HEALTHMON_PORT", "0", "HEALTH_MONITORING_ENABLED", "false");
        String file = configured("{'integrations':[{'name':'Heap','type':'heap','public':true}]}");
        try (Program program = Program.start(variables, file)) {
            String health = program.printed("(http://\\S+/health)\\s");

            assertThat(statuses(get(health, ""))).containsExactly("unknown");
            assertThat(program.out()).startsWith("healthmon checks nothing (HEALTH_MONITORING_ENABLED=false)");
        }
    }

    @Test
    void theExampleOfTheDocumentationIsUsable() throws Exception {
        Map<String, String> variables = Map.of("HEALTHMON_PORT", "0", "HEALTH_MONITORING_ENABLED", "false");
        try (Program program = Program.start(variables, "../docs/healthmon.json")) {
            assertThat(program.printed("(http://\\S+/health)\\s")).isNotEmpty();
        }
    }

    @Test
    void afterItsEndNothingAnswersAnyMore() throws Exception {
        String health;
        try (Program program = Program.start(ANY_PORT, configured("{}"))) {
            health = program.printed("(http://\\S+/health)\\s");
            assertThat(get(health, "").statusCode()).isEqualTo(200);
        }

        assertThat(catchThrowable(() -> get(health, ""))).isInstanceOf(IOException.class);
    }

    private int cron(Program program, String secret) throws Exception {
        String url = program.printed("(http://\\S+)/health\\s");
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/cron/check-integration-health"))
                .header("Authorization", "Bearer " + secret)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private HttpResponse<String> get(String url, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static Map<?, ?> body(HttpResponse<String> response) {
        return Json.readObject(response.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> statuses(HttpResponse<String> response) {
        Set<String> statuses = new TreeSet<>();
        ((Map<?, ?>) body(response).get("checks"))
                .values()
                .forEach(check -> statuses.add((String) ((Map<?, ?>) check).get("status")));
        return statuses;
    }

    /** Takes single quotes for double ones, to keep the documents readable. */
    private String configured(String document) throws Exception {
        return Files.writeString(directory.resolve("healthmon.json"), document.replace('\'', '"'))
                .toString();
    }
}
