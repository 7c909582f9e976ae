package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.store.AuditLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminEndpointTest {

    private static final String HEALTH = "/api/admin/integrations/health";
    private static final String AUDIT = "/api/admin/audit";
    private static final String BY_HAND = "/api/integrations/stripe/health/check";
    private static final String[] AS_ADMIN = {"Authorization", "Bearer own", "Content-Type", "application/json"};

    private final HandlerFixture fixture = new HandlerFixture()
            .add("Stripe", integration -> integration.provider("stripe"))
            .add("Stripe EU", integration -> integration.provider("stripe"))
            .add("Mail", integration -> integration);

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({"GET, see, 403", "GET, run, 403", "POST, run, 403", "POST, send, 403", "GET, other, 401"})
    void isForAdmins(String method, String token, int status) {
        assertThat(fixture.send(method, HEALTH, "{}", bearer(token)).status()).isEqualTo(status);
    }

    @Test
    void tellsRatesByProviderOverTheSpan() {
        fixture.answer("stripe-eu", CheckResult.down(Cause.TIMEOUT, "no answer"))
                .check("stripe", "stripe-eu", "mail")
                .check("stripe");
        fixture.time.advance(Duration.ofSeconds(1));
        Map<String, Object> json =
                fixture.get(HEALTH + "?history=7d", bearer("own")).json();

        assertThat(map(json, "history"))
                .containsEntry("range", "7d")
                .containsEntry("from", "2026-03-08T10:00:00Z")
                .containsEntry("to", "2026-03-15T10:30:03Z");
        assertThat(map(json, "summary")).containsEntry("total", 3).containsEntry("down", 1);
        assertThat(map(json, "figures")).containsEntry("results", 4).containsEntry("failures", 1);
        List<Map<String, Object>> providers = list(json, "providers");
        assertThat(providers).extracting(provider -> provider.get("provider")).containsExactly(null, "stripe");
        Map<String, Object> stripe = providers.get(1);
        assertThat(stripe).containsEntry("integrations", 2);
        assertThat(map(stripe, "figures"))
                .containsEntry("results", 3)
                .hasEntrySatisfying("successRate", rate -> assertThat(rate).hasToString("66.67"))
                .hasEntrySatisfying("failureRate", rate -> assertThat(rate).hasToString("33.33"))
                .containsKeys("uptime", "coverage", "responseTimes");
    }

    @Test
    void tellsHowTheMonitorItselfIs() {
        fixture.check("stripe");
        Map<String, Object> self = map(fixture.get(HEALTH, bearer("own")).json(), "selfHealth");

        assertThat(map(self, "scheduler")).containsOnlyKeys("lagMillis", "due", "missed", "running", "stuck");
        assertThat(map(self, "store"))
                .containsEntry("failing", false)
                .containsEntry("results", 1)
                .containsEntry("dropped", 0);
        assertThat(self).containsEntry("clockJumps", 0).containsEntry("cleanUp", null);
    }

    @Test
    void leavesOutWhatIsNotThere() {
        assertThat(fixture.get(HEALTH, bearer("own")).json())
                .doesNotContainKeys("circuitBreakers", "breakers", "criticalWindow", "emergencyMode");
    }

    @Test
    void knowsThreeSpans() {
        assertThat(fixture.get(HEALTH + "?history=30d", bearer("own")).status()).isEqualTo(200);
        Answer wrong = fixture.get(HEALTH + "?history=1y", bearer("own"));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("24h, 7d, 30d");
    }

    @Test
    void testsAnIntegrationByHandAndAnswersInTheSameShape() {
        fixture.answer("stripe", CheckResult.down(Cause.TIMEOUT, "no answer"));
        Answer answer = fixture.send("POST", HEALTH, "{\"integration\":\"stripe\"}", AS_ADMIN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(fixture.get("/api/integrations/stripe/health", bearer("see"))
                        .json())
                .containsEntry("status", "down");
    }

    @Test
    void sharesItsLimitWithTheOtherWayToCheckByHand() {
        fixture.post(BY_HAND, bearer("run"));
        Answer again = fixture.send("POST", HEALTH, "{\"integration\":\"stripe\"}", AS_ADMIN);

        assertThat(again.status()).isEqualTo(429);
        assertThat(again.header("Retry-After")).isNotNull();
        assertThat(fixture.runs).hasValue(1);
    }

    @Test
    void knowsNoOtherIntegration() {
        assertThat(fixture.send("POST", HEALTH, "{\"integration\":\"nothing\"}", AS_ADMIN)
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"integration\":\"\"}",
                "{\"integration\":\"stripe\",\"force\":true}",
                "{\"integration\":[]}"
            })
    void refusesABodyThatIsNoTest(String body) {
        Answer answer = fixture.send("POST", HEALTH, body, AS_ADMIN);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.list("errors")).isNotEmpty();
        assertThat(fixture.runs).hasValue(0);
    }

    @Test
    void writesDownWhoCheckedByHandAndWhatCameOfIt() {
        fixture.answer("stripe", CheckResult.down(Cause.TIMEOUT, "no answer"));
        fixture.post(BY_HAND, bearer("run"));
        fixture.send("POST", HEALTH, "{\"integration\":\"mail\"}", AS_ADMIN);

        assertThat(fixture.monitor().audit().newest(9))
                .containsExactly(
                        new AuditLog.Entry(
                                HandlerFixture.START,
                                "ada",
                                "integration-check",
                                "mail",
                                "saw healthy in 12 ms; healthy now"),
                        new AuditLog.Entry(
                                HandlerFixture.START,
                                "otto",
                                "integration-check",
                                "stripe",
                                "saw down (timeout) in 12 ms; down now"));
    }

    @Test
    void readsTheAuditLogInPages() {
        for (int number = 0; number < 3; number++) {
            add("ada", "edit", "mail", "number " + number);
        }
        Map<String, Object> first =
                fixture.get(AUDIT + "?limit=2", bearer("own")).json();
        Map<String, Object> second = fixture.get(AUDIT + "?limit=2&cursor=" + first.get("nextCursor"), bearer("own"))
                .json();

        assertThat(list(first, "entries"))
                .extracting(entry -> entry.get("details"))
                .containsExactly("number 2", "number 1");
        assertThat(list(first, "entries").get(0))
                .containsEntry("at", "2026-03-15T10:30:00Z")
                .containsEntry("actor", "ada")
                .containsEntry("action", "edit")
                .containsEntry("subject", "mail");
        assertThat(list(second, "entries"))
                .extracting(entry -> entry.get("details"))
                .containsExactly("number 0");
        assertThat(second).containsEntry("nextCursor", null);
    }

    @Test
    void readsTheAuditLogThroughFilters() {
        add("ada", "edit", "mail", "1");
        add("otto", "edit", "mail", "2");
        add("ada", "edit", "shop", "3");

        assertThat(fixture.get(AUDIT + "?actor=ada&subject=mail&action=edit", bearer("own"))
                        .list("entries"))
                .hasSize(1);
        assertThat(fixture.get(AUDIT + "?action=other", bearer("own")).list("entries"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "cursor=x",
                "cursor=-1",
                "cursor=99999999999999999999",
                "actor=a&actor=b"
            })
    void refusesAnAuditLogThatCannotBe(String query) {
        assertThat(fixture.get(AUDIT + "?" + query, bearer("own")).status()).isEqualTo(400);
    }

    @Test
    void showsTheAuditLogToNobodyElse() {
        assertThat(fixture.get(AUDIT, bearer("run")).status()).isEqualTo(403);
        assertThat(fixture.get(AUDIT).status()).isEqualTo(401);
    }

    private void add(String actor, String action, String subject, String details) {
        fixture.monitor().audit().add(new AuditLog.Entry(HandlerFixture.START, actor, action, subject, details));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> json, String name) {
        return (Map<String, Object>) json.get(name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> json, String name) {
        return (List<Map<String, Object>>) json.get(name);
    }
}
