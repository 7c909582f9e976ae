package io.healthmon.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.Caller;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.secret.Secret;
import io.healthmon.servlet.Container.Application;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HealthServletHttp2Test {

    @TempDir
    Path directory;

    @Test
    void theLiveStreamIsOneStreamOfAConnectionAmongOthers() throws Exception {
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(Integration.named("Mail"), context -> CheckResult.healthy())
                .build()) {
            HealthHandler handler = HealthHandler.builder(monitor)
                    .authenticator(BearerTokens.none().with(Secret.of("see"), Role.VIEWER, "vera"))
                    .build();
            Container container = Container.startWithHttp2(Application.serving(handler), directory);
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
            client.send(request(container, "/health"), BodyHandlers.discarding()); // changes to HTTP/2
            HttpResponse<InputStream> live = client.send(request(container, "/api/live"), BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(live.body(), StandardCharsets.UTF_8))) {
                assertThat(live.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(lines.readLine()).isEqualTo(": healthmon");
                monitor.check("mail").join();
                assertThat(client.send(request(container, "/health"), BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200);
                assertThat(lines.lines()
                                .filter(line -> line.startsWith("event:"))
                                .findFirst())
                        .hasValue("event: health");
            } finally {
                container.stop();
            }
            assertThat(handler.liveStreams()).isZero();
        }
    }

    /** HTTP/2 has an authority in its place, which a container may keep to itself. */
    @Test
    void theAuthorityIsTheHostOfARequest() throws Exception {
        BlockingQueue<List<String>> hosts = new LinkedBlockingQueue<>();
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(Integration.named("Mail"), context -> CheckResult.healthy())
                .build()) {
            HealthHandler handler = HealthHandler.builder(monitor)
                    .authenticator(request -> {
                        hosts.add(request.headers().all("Host"));
                        return Optional.of(new Caller("otto", Role.OPERATOR));
                    })
                    .build();
            Container container = Container.startWithHttp2(Application.serving(handler), directory);
            try {
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .build();
                client.send(request(container, "/health"), BodyHandlers.discarding()); // changes to HTTP/2
                hosts.clear();

                assertThat(checkFrom(container.address().toString(), client, container))
                        .isEqualTo(200);
                assertThat(checkFrom("https://evil.example.com", client, container))
                        .isEqualTo(403);
                assertThat(hosts).containsOnly(List.of(container.address().getAuthority()));
            } finally {
                container.stop();
            }
        }
    }

    private static int checkFrom(String origin, HttpClient client, Container container) throws Exception {
        HttpResponse<Void> answer = client.send(
                HttpRequest.newBuilder(container.address().resolve("/api/integrations/mail/health/check"))
                        .header("Origin", origin)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return answer.statusCode();
    }

    private static HttpRequest request(Container container, String path) {
        return HttpRequest.newBuilder(container.address().resolve(path))
                .header("Authorization", "Bearer see")
                .build();
    }
}
