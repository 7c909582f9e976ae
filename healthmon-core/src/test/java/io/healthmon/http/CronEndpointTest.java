package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronEndpointTest {

    private static final String CHECK = "/api/cron/check-integration-health";
    private static final String CLEAN_UP = "/api/cron/cleanup-health-logs";

    private final HandlerFixture fixture = new HandlerFixture()
            .add("CRM Platform", integration -> integration)
            .add("Mail", integration -> integration);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void runsEveryCheckAndTellsTheResults() {
        fixture.answer("mail", CheckResult.down(Cause.TIMEOUT, "no answer"));
        Answer answer = fixture.post(CHECK, bearer("cron-secret"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(fixture.runs).hasValue(2);
        assertThat(answer.json()).containsEntry("success", true).containsEntry("timestamp", "2026-03-15T10:30:00Z");
        assertThat(answer.object("summary"))
                .isEqualTo(Map.of(
                        "total", 2, "healthy", 1, "degraded", 0, "down", 1, "unknown", 0, "averageResponseTime", 12));
        assertThat(answer.list("checks"))
                .contains(Map.of(
                        "name", "CRM Platform",
                        "status", "healthy",
                        "responseTime", 12,
                        "checkedAt", "2026-03-15T10:30:00Z"));
    }

    @Test
    void tellsWhatTheCleanUpLeft() {
        fixture.check("mail");
        fixture.time.freezeScheduler();
        fixture.time.advance(Duration.ofDays(1));
        fixture.check("mail");
        fixture.time.advance(Duration.ofDays(90));
        fixture.check("mail");
        Answer answer = fixture.post(CLEAN_UP, bearer("cron-secret"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("success", true)
                .containsEntry("deleted", 1)
                .containsEntry("remaining", 2)
                .containsEntry("oldestLog", "2026-03-16T10:30:02Z")
                .containsEntry("retentionDays", 90);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer own", "Basic cron-secret", "cron-secret", "Bearer ", ""})
    void keepsOutWhoeverHasNotTheSecret(String authorization) {
        Answer answer = fixture.post(CHECK, "Authorization", authorization);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(fixture.runs).hasValue(0);
    }

    @Test
    void keepsOutWhoeverSendsTwoAuthorizations() {
        assertThat(fixture.post(CHECK, "Authorization", "Bearer cron-secret", "authorization", "Bearer x")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void isNotThereWithoutASecret() {
        HealthHandler closed = HealthHandler.builder(fixture.monitor())
                .cronSecret(Secret.of(" "))
                .build();

        for (String path : List.of(CHECK, CLEAN_UP)) {
            assertThat(closed.handle(HandlerFixture.request("POST", path, "", bearer(" ")))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void takesAnyJsonObjectThatACronJobSends() {
        String[] headers = {"Authorization", "bearer cron-secret", "Content-Type", "application/json; charset=utf-8"};

        assertThat(fixture.send("POST", CHECK, "{\"time\":\"now\"}", headers).status())
                .isEqualTo(200);
    }
}
