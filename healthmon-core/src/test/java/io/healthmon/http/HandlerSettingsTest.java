package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.HealthMonitor;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerSettingsTest {

    private final HealthMonitor monitor = HealthMonitor.builder().build();

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void readsBasePathCronSecretAndTokens() {
        Settings root = settings("/ops", "secret", List.of(Map.of("token", "abc", "role", "viewer")));
        HealthHandler handler = HealthHandler.builder(monitor).settings(root).build();

        assertThat(status(handler, "GET", "/ops/api/integrations", "abc")).isEqualTo(200);
        assertThat(status(handler, "POST", "/ops/api/cron/check-integration-health", "secret"))
                .isEqualTo(200);
        root.group("server").refuseUnknown();
        root.group("security").refuseUnknown();
    }

    @Test
    void readsTheOwnerOfAToken() {
        Map<String, String> token = Map.of("token", "abc", "role", "admin", "name", "ann", "owner", " acme ");
        HealthHandler handler = HealthHandler.builder(monitor)
                .settings(settings("", "", List.of(token)))
                .build();

        assertThat(status(handler, "GET", "/api/integrations", "abc")).isEqualTo(200);
        assertThat(status(handler, "GET", "/api/metrics", "abc")).isEqualTo(403);
    }

    /** Left out it would show everything, so that a variable without a value must not leave it out. */
    @Test
    void refusesABlankOwner() {
        Map<String, String> token = Map.of("token", "abc", "role", "viewer", "name", "ann", "owner", " ");

        assertThatThrownBy(() -> HealthHandler.builder(monitor).settings(settings("", "", List.of(token))))
                .isInstanceOf(SettingException.class)
                .hasMessage("security.tokens[0].owner: the owner of \"ann\" is blank; name one, or leave it out for a"
                        + " caller who sees the whole application");
    }

    @Test
    void refusesAnOwnerOfMetrics() {
        Map<String, String> token = Map.of("token", "abc", "role", "ingest", "owner", "acme");

        assertThatThrownBy(() -> HealthHandler.builder(monitor).settings(settings("", "", List.of(token))))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("security.tokens[0].owner: \"ingest\" has an owner and the role ingest");
    }

    @Test
    void readsHowManyRequestsACallerMaySend() {
        Settings root = Settings.of(Map.of(
                "server", Map.of("requestsPerSecond", 1, "origins", List.of("https://status.example.com")),
                "security", Map.of("tokens", List.of(Map.of("token", "abc", "role", "viewer")))));
        HealthHandler handler = HealthHandler.builder(monitor).settings(root).build();

        assertThat(List.of(
                        status(handler, "GET", "/api/metrics", "abc"),
                        status(handler, "GET", "/api/metrics", "abc"),
                        status(handler, "GET", "/api/metrics", "abc")))
                .containsExactly(200, 200, 429);
        root.refuseUnknown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status.example.com", "https://a.example.com/path", "*", "ftp://a", "null", "https://"})
    void refusesAnOriginThatIsNone(String origin) {
        Settings root = Settings.of(Map.of("server", Map.of("origins", List.of(origin))));

        assertThatThrownBy(() -> HealthHandler.builder(monitor).settings(root))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("server.origins: \"" + origin + "\" is not allowed; use scheme and host");
        assertThatThrownBy(() -> HealthHandler.builder(monitor).origins(origin))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsHowManyLiveStreamsThereMayBe() {
        Settings root = Settings.of(Map.of(
                "server",
                Map.of("liveStreams", 1),
                "security",
                Map.of("tokens", List.of(Map.of("token", "abc", "role", "viewer")))));
        HealthHandler handler = HealthHandler.builder(monitor).settings(root).build();

        assertThat(status(handler, "GET", "/api/live", "abc")).isEqualTo(200);
        assertThat(status(handler, "GET", "/api/live", "abc")).isEqualTo(503);
        root.group("server").refuseUnknown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100001", "many"})
    void refusesANumberOfLiveStreamsThatIsOutOfBounds(String most) {
        Settings root = Settings.of(Map.of("server", Map.of("liveStreams", most)));

        assertThatThrownBy(() -> HealthHandler.builder(monitor).settings(root))
                .isInstanceOf(SettingException.class)
                .hasMessage("server.liveStreams: \"" + most + "\" is not allowed; use a whole number from 1 to 100000");
    }

    @Test
    void countsABlankTokenAndABlankSecretAsNotConfigured() {
        Settings root = settings("", " ", List.of(Map.of("token", " ", "role", "admin", "name", "ops")));
        HealthHandler handler = HealthHandler.builder(monitor).settings(root).build();

        assertThat(status(handler, "GET", "/api/integrations", " ")).isEqualTo(401);
        assertThat(status(handler, "POST", "/api/cron/check-integration-health", " "))
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ops", "/ops//", "/a/../b", "/a b", "/a%2f", "/ä"})
    void refusesABasePathThatIsNoPlainPath(String path) {
        assertThatThrownBy(() -> HealthHandler.builder(monitor).settings(settings(path, "", List.of())))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("server.basePath: \"" + path + "\"");
    }

    @Test
    void refusesARoleThatIsNotThereWithoutShowingItSinceItCouldBeTheToken() {
        Settings root = settings("", "", List.of(Map.of("token", "abc", "role", "s3cr3t")));

        assertThatThrownBy(() -> HealthHandler.builder(monitor).settings(root))
                .hasMessage(
                        "security.tokens[0].role: its value is not allowed; use one of viewer, operator, admin, ingest")
                .hasNoCause();
    }

    @Test
    void refusesATokenThatIsThereTwiceWithoutShowingIt() {
        Settings root = settings(
                "",
                "",
                List.of(
                        Map.of("token", "abc", "role", "admin", "name", "ops"),
                        Map.of("token", "abc", "role", "viewer", "name", "wall")));

        assertThatThrownBy(() -> HealthHandler.builder(monitor).settings(root))
                .hasMessageStartingWith("security.tokens[1].token: the token of \"wall\" is also that of \"ops\"")
                .hasMessageNotContaining("abc");
    }

    private static Settings settings(String basePath, String cronSecret, List<Map<String, String>> tokens) {
        return Settings.of(Map.of(
                "server",
                Map.of("basePath", basePath),
                "security",
                Map.of("cronSecret", cronSecret, "tokens", tokens)));
    }

    private static int status(HealthHandler handler, String method, String path, String token) {
        return handler.handle(HandlerFixture.request(method, path, "", HandlerFixture.bearer(token)))
                .status();
    }
}
