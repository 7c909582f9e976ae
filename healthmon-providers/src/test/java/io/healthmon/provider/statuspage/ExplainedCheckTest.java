package io.healthmon.provider.statuspage;

import static io.healthmon.provider.statuspage.Pages.incident;
import static io.healthmon.provider.statuspage.Pages.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.provider.http.RawServer;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.provider.stripe.StripeChecks;
import io.healthmon.schedule.Stopwatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class ExplainedCheckTest {

    private static final String INCIDENT = summary("none", incident("Elevated errors", "investigating", "minor"));
    private static final String BALANCE = "{\"object\":\"balance\",\"livemode\":false}";

    @Test
    void aFailureIsExplainedByTheIncident() throws Exception {
        CheckResult result = stripe(Answer.of(503, "{}"), Answer.of(200, INCIDENT));
        String link = result.details().get("statusPage").replaceFirst(".*, ", "");

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.SERVER_ERROR);
        assertThat(result.problem().message()).isEqualTo("Stripe has a server problem.");
        assertThat(result.details())
                .containsEntry("statusPage", "Stripe reports: Elevated errors (investigating), " + link)
                .containsEntry("http.status", "503");
        assertThat(result.problem().resolution())
                .isEqualTo("See the status page; the next check tries again."
                        + " Stripe itself reports an incident: Elevated errors (investigating); see " + link + ".");
        assertThat(result.problem().documentation()).isEqualTo("https://www.stripestatus.com");
        assertThat(result.responseTime()).isNotNull();
    }

    @Test
    void maintenanceExplainsToo() throws Exception {
        String page = "{\"status\":{\"indicator\":\"maintenance\"},\"scheduled_maintenances\":[{\"name\":\"Database\","
                + "\"status\":\"in_progress\"}]}";
        CheckResult result = stripe(Answer.of(503, "{}"), Answer.of(200, page));

        assertThat(result.problem().resolution())
                .contains("Stripe itself reports maintenance: Database (maintenance in progress); see http");
    }

    @Test
    void thatNothingIsReportedIsEvidenceToo() throws Exception {
        CheckResult result = stripe(Answer.of(503, "{}"), Answer.of(200, summary("none")));

        assertThat(result.details().get("statusPage")).startsWith("Stripe reports no incident, http://127.0.0.1:");
        assertThat(result.problem().resolution()).isEqualTo("See the status page; the next check tries again.");
    }

    @Test
    void aPageThatCannotBeReadHarmsNothing() throws Exception {
        CheckResult result = stripe(Answer.of(503, "{}"), Answer.of(500, "<html>"));

        assertThat(result.problem().message()).isEqualTo("Stripe has a server problem.");
        assertThat(result.details().get("statusPage"))
                .startsWith("The status page cannot be read: The status page http://127.0.0.1:")
                .endsWith(" answers 500: it has failed.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"200 | {\"object\":\"balance\",\"livemode\":false}", "401 | {}", "403 | {}"})
    void whatIsNotTheProvidersFailureAsksNoPage(int status, String body) throws Exception {
        try (StandIn stripe = StandIn.answering(Answer.of(status, body));
                StandIn page = StandIn.answering(Answer.of(200, summary("critical")))) {
            CheckResult result = StandIn.run(check(stripe, page.url()));

            assertThat(result.details()).doesNotContainKey("statusPage");
            assertThat(page.requests()).isEmpty();
        }
    }

    @Test
    void aGoodCheckStaysGoodWhateverThePageSays() throws Exception {
        CheckResult result = stripe(Answer.of(200, BALANCE), Answer.of(200, summary("critical")));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"DNS", "CONNECT", "TLS", "TIMEOUT", "SERVER_ERROR", "ASSERTION", "RATE_LIMITED"})
    void whateverMayBeTheProvidersFailureIsExplained(Cause cause) throws Exception {
        try (StandIn page = StandIn.answering(Answer.of(200, INCIDENT))) {
            HealthCheck check = StatusPage.of("Stripe", page.url()).explain((AsyncHealthCheck)
                    context -> CompletableFuture.completedFuture(CheckResult.degraded(cause, "x")));
            CheckResult result = StandIn.run(check);

            assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(result.problem().cause()).isEqualTo(cause);
            assertThat(result.details()).containsKey("statusPage");
        }
    }

    @Test
    void aPageIsReadOnceForAllChecksAndFailures() throws Exception {
        try (StandIn stripe = StandIn.answering(Answer.of(503, "{}"));
                StandIn page = StandIn.answering(Answer.of(200, INCIDENT))) {
            HealthCheck first = check(stripe, page.url());
            HealthCheck second = check(stripe, page.url() + "/");
            for (HealthCheck check : List.of(first, second, first)) {
                assertThat(StandIn.run(check).details().get("statusPage")).contains("Elevated errors");
            }

            assertThat(page.requests()).hasSize(1);
            assertThat(page.requests().get(0).line()).isEqualTo("GET /api/v2/summary.json");
            assertThat(page.requests().get(0).header("Authorization")).isEmpty();
            assertThat(page.requests().get(0).header("User-Agent")).startsWith("healthmon/");
        }
    }

    @Test
    void whenTheTimeIsOverAPageIsReadAgain() throws Exception {
        try (StandIn page = StandIn.answering(Answer.of(200, INCIDENT))) {
            SharedPage.Source source =
                    new SharedPage.Source(PageAddress.of(page.url()), Route.direct(), TargetGuard.none());
            SharedPage shared = new SharedPage(source, Duration.ZERO);
            shared.reading().get();
            shared.reading().get();

            assertThat(page.requests()).hasSize(2);
        }
    }

    @Test
    void aSlowPageIsLeftToTheNextResult() throws Exception {
        CountDownLatch known = new CountDownLatch(1);
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + INCIDENT.length() + "\r\n\r\n" + INCIDENT;
        try (RawServer page = RawServer.start(connection -> {
            connection.readRequest();
            await(known);
            connection.write(answer);
        })) {
            SharedPage shared = new SharedPage(
                    new SharedPage.Source(PageAddress.of(page.url()), Route.direct(), TargetGuard.none()),
                    SharedPage.FRESH);
            HealthCheck check = ExplainedCheck.of(
                    (AsyncHealthCheck)
                            context -> CompletableFuture.completedFuture(CheckResult.down(Cause.CONNECT, "refused")),
                    new Evidence("Stripe", List.of(), Optional.empty(), shared));
            Stopwatch sinceStart = Stopwatch.started();
            CheckResult before = check.check(within(Duration.ofMillis(400)));

            assertThat(sinceStart.elapsed()).isLessThan(Duration.ofMillis(400));
            assertThat(before.problem().message()).isEqualTo("refused");
            assertThat(before.details()).doesNotContainKey("statusPage");
            known.countDown();
            shared.reading().get();
            assertThat(check.check(within(Duration.ofMillis(400))).details().get("statusPage"))
                    .contains("Elevated errors");
            assertThat(page.connections()).isEqualTo(1);
        }
    }

    @Test
    void aTimeLimitThatIsUsedUpIsNotWaitedBeyond() throws Exception {
        try (RawServer slow = RawServer.start(connection -> {
                    connection.readRequest();
                    connection.hold();
                });
                RawServer page = RawServer.start(connection -> {
                    connection.readRequest();
                    connection.hold();
                })) {
            HealthCheck check = StatusPage.of("Shop", page.url()).explain(HttpCheck.get(slow.url()));
            CheckResult result = check.check(within(Duration.ofMillis(300)));

            assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(result.details()).doesNotContainKey("statusPage");
        }
    }

    @ParameterizedTest
    @CsvSource({"Stripe, Stripe reports: Outage", "Gmail, Stripe reports no incident"})
    void ofManyProductsOnlyTheServiceItselfCounts(String product, String beginning) throws Exception {
        String incidents = "[{\"status_impact\":\"SERVICE_OUTAGE\",\"external_desc\":\"Outage\",\"affected_products\":"
                + "[{\"title\":\"" + product + "\"}]}]";
        try (StandIn stripe = StandIn.answering(Answer.of(503, "{}"));
                StandIn page = StandIn.answering(Answer.of(200, incidents))) {
            CheckResult result = StandIn.run(check(stripe, page.url() + "/appsstatus/dashboard/"));

            assertThat(result.details().get("statusPage")).startsWith(beginning);
            assertThat(page.requests().get(0).line()).isEqualTo("GET /appsstatus/dashboard/incidents.json");
        }
    }

    @Test
    void aWaitThatIsAskedForStays() throws Exception {
        CheckResult result = stripe(Answer.of(503, "{}").header("Retry-After", "7"), Answer.of(200, INCIDENT));

        assertThat(result.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(result.details()).containsEntry("retryAfter", "7").containsKey("statusPage");
    }

    @Test
    void aComponentThatThePageDoesNotHaveIsSaidSo() throws Exception {
        try (StandIn shop = StandIn.answering(Answer.of(503, ""));
                StandIn status = StandIn.answering(Pages.answer("summary_incident.json"))) {
            HealthCheck check =
                    StatusPage.of("Shop", status.url()).components("Ap").explain(HttpCheck.get(shop.url()));

            assertThat(StandIn.run(check).details().get("statusPage")).endsWith(" has no component \"Ap\".");
        }
    }

    @Test
    void aTrustStoreThatHasGoneHarmsNothing() throws Exception {
        Route way = Route.direct().truststore(Path.of("/no/such/file"), null);
        HealthCheck check = StatusPage.of("Shop", "https://status.example.com")
                .via(way)
                .explain((AsyncHealthCheck)
                        context -> CompletableFuture.completedFuture(CheckResult.down(Cause.CONNECT, "refused")));
        CheckResult result = StandIn.run(check);

        assertThat(result.problem().message()).isEqualTo("refused");
        assertThat(result.details().get("statusPage")).startsWith("The status page cannot be read: ");
    }

    @Test
    void otherComponentsAreNoExplanation() throws Exception {
        String page = Pages.fixture("summary_incident.json")
                .replace(
                        "\"components\": [\n    {",
                        "\"components\": [\n    {\"name\": \"Dashboard\", \"status\": \"operational\"}, {");
        try (StandIn shop = StandIn.answering(Answer.of(503, ""));
                StandIn status = StandIn.answering(Answer.of(200, page))) {
            HealthCheck check =
                    StatusPage.of("Shop", status.url()).components("Dashboard").explain(HttpCheck.get(shop.url()));

            assertThat(StandIn.run(check).details().get("statusPage")).startsWith("Shop reports no incident");
        }
    }

    private static CheckResult stripe(Answer stripe, Answer page) throws Exception {
        try (StandIn service = StandIn.answering(stripe);
                StandIn status = StandIn.answering(page)) {
            return StandIn.run(check(service, status.url()));
        }
    }

    private static HealthCheck check(StandIn stripe, String page) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("apiKey", "rk_test_1");
        settings.put("baseUrl", stripe.url());
        settings.put("statusPage", page);
        return StandIn.make(new StripeChecks(), settings);
    }

    private static CheckContext within(Duration timeout) {
        return new CheckContext(Integration.named("Tested").build(), timeout);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }
}
