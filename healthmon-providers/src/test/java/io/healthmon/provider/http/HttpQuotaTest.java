package io.healthmon.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpQuotaTest {

    private final CheckContext context = new CheckContext(Integration.named("A").build(), Duration.ofSeconds(10));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("X-RateLimit-Limit", "5000");
            exchange.getResponseHeaders().set("X-RateLimit-Remaining", "400");
            exchange.getResponseHeaders().set("X-RateLimit-Reset", "3600");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private CheckResult result(HttpCheck check) throws Exception {
        try (check) {
            return check.check(context);
        }
    }

    @Test
    void littleThatIsLeftIsDegradedWhereThatIsWanted() throws Exception {
        CheckResult result = result(HttpCheck.to(url()).quota(10).build());

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.QUOTA);
        assertThat(result.problem().message())
                .isEqualTo("The service has 400 of 5000 calls left for the next 1h, less than 10 %.");
        assertThat(result.details())
                .containsEntry("quota.limit", "5000")
                .containsEntry("quota.remaining", "400")
                .containsEntry("quota.resetAfter", "3600")
                .containsEntry("http.status", "200");
    }

    @Test
    void aLowerShareIsEnoughWhereThatIsSet() throws Exception {
        CheckResult result = result(HttpCheck.to(url()).quota(5).build());

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsEntry("quota.remaining", "400");
    }

    @Test
    void withoutTheSettingHeadersAreNotLookedAt() throws Exception {
        assertThat(result(HttpCheck.get(url())).details()).doesNotContainKey("quota.remaining");
    }

    @Test
    void theSettingIsAGroupWithADefault() throws Exception {
        Settings settings = Settings.of(Map.of("url", url(), "quota", Map.of()));
        CheckResult result = result(new HttpSettings(settings).check());

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThatThrownBy(() -> new HttpSettings(
                                Settings.of(Map.of("url", url(), "quota", Map.of("degradedBelowPercent", 101))))
                        .check())
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("quota.degradedBelowPercent")
                .hasMessageContaining("from 0 to 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpCheck.to(url()).quota(-1))
                .withMessage("quota.degradedBelowPercent -1 is not allowed; use from 0 to 100");
    }
}
