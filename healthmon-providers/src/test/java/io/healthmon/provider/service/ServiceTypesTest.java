package io.healthmon.provider.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.resend.ResendChecks;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.provider.slack.SlackChecks;
import io.healthmon.provider.stripe.StripeChecks;
import io.healthmon.provider.supabase.SupabaseChecks;
import io.healthmon.provider.twilio.TwilioChecks;
import io.healthmon.schedule.Schedule;
import io.healthmon.secret.SecretHolder;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is true of every type of check of a service. */
@Timeout(30)
class ServiceTypesTest {

    private static final String KEY = "key_51abcdefghijklmnop";
    private static final String ACCOUNT = "AC00112233445566778899aabbccddeeff";

    /** A type, with the defaults that it has to have. */
    record Type(
            String name,
            HealthCheckProvider provider,
            Map<String, String> settings,
            String credential,
            String path,
            Duration interval,
            int failureThreshold) {

        Type(
                String name,
                HealthCheckProvider provider,
                String credential,
                String path,
                Duration interval,
                int failureThreshold) {
            this(name, provider, Map.of(), credential, path, interval, failureThreshold);
        }

        HealthCheck at(String url) {
            return StandIn.make(provider, with(Map.of(credential, KEY, "baseUrl", url)));
        }

        Map<String, Object> with(Map<String, ?> more) {
            Map<String, Object> all = new LinkedHashMap<>(settings);
            all.putAll(more);
            return all;
        }

        /** Returns what environment variables of it begin with. */
        String variables() {
            return name.replaceFirst("-.*", "");
        }
    }

    static Stream<Type> types() {
        Duration minute = Duration.ofMinutes(1);
        return Stream.of(
                new Type("STRIPE", new StripeChecks(), "apiKey", "/v1/balance", Duration.ofSeconds(30), 2),
                new Type("RESEND", new ResendChecks(), "apiKey", "/domains", minute, 3),
                new Type("SLACK", new SlackChecks(), "token", "/api/auth.test", minute.multipliedBy(5), 3),
                new Type(
                        "TWILIO",
                        new TwilioChecks(),
                        Map.of("accountSid", ACCOUNT),
                        "authToken",
                        "/2010-04-01/Accounts/" + ACCOUNT + ".json",
                        minute,
                        3),
                supabase("DATABASE", Map.of("table", "health"), "/rest/v1/health", minute.multipliedBy(5), 3),
                supabase("STORAGE", Map.of(), "/storage/v1/bucket", minute.multipliedBy(5), 3),
                supabase("AUTH", Map.of(), "/auth/v1/health", Duration.ofSeconds(30), 1));
    }

    private static Type supabase(
            String service, Map<String, String> more, String path, Duration interval, int failureThreshold) {
        Map<String, String> settings = new LinkedHashMap<>(more);
        String name = "SUPABASE-" + service;
        settings.put("type", name.toLowerCase(Locale.ROOT));
        settings.put("project", "abcdefghijklmnopqrst");
        return new Type(name, new SupabaseChecks(), settings, "apiKey", path, interval, failureThreshold);
    }

    @Test
    void allAreFoundByServiceLoader() {
        assertThat(ServiceLoader.load(HealthCheckProvider.class))
                .flatExtracting(HealthCheckProvider::types)
                .extracting(CheckType::name)
                .contains("stripe", "resend", "slack", "twilio", "remote-health", "status-page")
                .contains("supabase-database", "supabase-storage", "supabase-auth");
    }

    @ParameterizedTest
    @MethodSource("types")
    void itBringsItsDefaults(Type type) {
        IntegrationBuilder draft = Integration.named("Tested");
        StandIn.make(type.provider, type.with(Map.of(type.credential, KEY)), draft);
        Integration integration = draft.build();

        assertThat(integration.schedule()).isEqualTo(Schedule.every(type.interval));
        assertThat(integration.thresholds().failure()).isEqualTo(type.failureThreshold);
        assertThat(integration.provider()).isEqualTo(type.name().toLowerCase(Locale.ROOT));
        assertThat(integration.documentation()).startsWith("https://");
        assertThat(integration.endpoint()).startsWith("https://").endsWith(type.path.replace(ACCOUNT, "***"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatTheIntegrationSaysItselfWins(Type type) {
        IntegrationBuilder draft = Integration.named("Tested");
        Map<String, Object> settings = Map.of(
                type.credential,
                KEY,
                "interval",
                "7m",
                "failureThreshold",
                9,
                "provider",
                "ours",
                "documentation",
                "https://wiki.example.com/y");
        StandIn.make(type.provider, type.with(settings), draft);
        Integration integration = draft.build();

        assertThat(integration.schedule()).isEqualTo(Schedule.every(Duration.ofMinutes(7)));
        assertThat(integration.thresholds().failure()).isEqualTo(9);
        assertThat(integration.provider()).isEqualTo("ours");
        assertThat(integration.documentation()).isEqualTo("https://wiki.example.com/y");
    }

    @ParameterizedTest
    @MethodSource("types")
    void withoutItsCredentialItIsUnknownAndAsksNobody(Type type) throws Exception {
        for (Map<String, String> none : List.of(Map.<String, String>of(), Map.of(type.credential, " \n"))) {
            try (StandIn service = StandIn.answering(Answer.of(200, "{}"))) {
                Map<String, Object> settings = type.with(none);
                settings.put("baseUrl", service.url());
                CheckResult result = StandIn.run(StandIn.make(type.provider, settings));

                assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
                assertThat(result.problem().cause()).isEqualTo(Cause.CREDENTIALS_MISSING);
                assertThat(result.problem().message())
                        .endsWith("is configured: \"integrations[0]." + type.credential + "\" is missing or empty.");
                assertThat(result.problem().resolution())
                        .contains("Set \"integrations[0]." + type.credential + "\"", "${" + type.variables());
                assertThat(result.problem().documentation()).startsWith("https://");
                assertThat(service.requests()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aCredentialWithWhiteSpaceAtItsEndsIsStripped(Type type) throws Exception {
        try (StandIn service = StandIn.answering(Answer.of(500, ""))) {
            StandIn.run(StandIn.make(
                    type.provider, type.with(Map.of(type.credential, KEY + "\r\n", "baseUrl", service.url()))));

            StandIn.Request request = service.requests().get(0);
            String basic = Base64.getEncoder().encodeToString((ACCOUNT + ":" + KEY).getBytes(StandardCharsets.UTF_8));
            assertThat(request.header("Authorization") + request.header("apikey"))
                    .isIn("Bearer " + KEY, "Basic " + basic, KEY);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void itSendsOneRequestThatNamesItsSender(Type type) throws Exception {
        try (StandIn service = StandIn.answering(Answer.of(503, ""))) {
            StandIn.run(type.at(service.url() + "/below/"));

            assertThat(service.requests()).hasSize(1);
            assertThat(service.requests().get(0).line()).contains(" /below" + type.path);
            assertThat(service.requests().get(0).header("User-Agent")).startsWith("healthmon/");
            assertThat(service.requests().get(0).header("Accept")).isEqualTo("application/json");
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void noBodyOfTheAnswerIsShown(Type type) throws Exception {
        String echo = "{\"message\":\"" + KEY + "\",\"error\":\"" + KEY + "\",\"name\":\"" + KEY + "\",\"ok\":false}";
        for (int status : new int[] {200, 401, 403, 404, 429, 500}) {
            try (StandIn service = StandIn.answering(Answer.of(status, echo))) {
                CheckResult result = StandIn.run(type.at(service.url()));

                assertThat(result + " " + result.problem() + result.details()).doesNotContain(KEY);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsNoAnswerOfTheServiceIsJudgedAlike(Type type) throws Exception {
        Answer endless = Answer.of(200, "[\"" + "x".repeat(10 << 20) + "\"]");

        assertThat(cause(type, Answer.of(200, "<!doctype html><title>Log in</title>")))
                .isEqualTo(Cause.LOCAL_NETWORK);
        assertThat(cause(type, Answer.of(200, ""))).isEqualTo(Cause.ASSERTION);
        assertThat(cause(type, Answer.of(200, "{\"page\":"))).isEqualTo(Cause.ASSERTION);
        assertThat(cause(type, Answer.of(200, "[]").header("Content-Encoding", "gzip")))
                .isEqualTo(Cause.ASSERTION);
        assertThat(cause(type, endless)).isEqualTo(Cause.ASSERTION);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aRedirectIsNotFollowed(Type type) throws Exception {
        try (StandIn elsewhere = StandIn.answering(Answer.of(200, "{}"))) {
            assertThat(cause(type, Answer.of(302, "").header("Location", elsewhere.url() + "/")))
                    .isEqualTo(Cause.CONFIGURATION);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aRequestToWaitIsKept(Type type) throws Exception {
        try (StandIn service = StandIn.answering(Answer.of(429, "{}").header("Retry-After", "7"))) {
            CheckResult result = StandIn.run(type.at(service.url()));

            assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(result.problem().cause()).isEqualTo(Cause.RATE_LIMITED);
            assertThat(result.details()).containsEntry("retryAfter", "7");
        }
    }

    private static Cause cause(Type type, Answer answer) throws Exception {
        try (StandIn service = StandIn.answering(answer)) {
            return StandIn.run(type.at(service.url())).problem().cause();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatDoesNotAnswerIsToldByTheHttpCheck(Type type) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        CheckResult result = StandIn.run(type.at("http://127.0.0.1:" + port));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONNECT);
        boolean ownHost = type.settings.containsKey("project");
        assertThat(StandIn.run(type.at("https://no-such-host.invalid"))
                        .problem()
                        .cause())
                .isIn(Cause.DNS, ownHost ? Cause.CONFIGURATION : Cause.DNS);
    }

    @ParameterizedTest
    @MethodSource("types")
    void itIsNotMovedToAnotherHost(Type type) {
        HealthCheck.Movable check = (HealthCheck.Movable) type.at("https://stand-in.example.com");

        assertThatThrownBy(() -> check.withEndpoint("https://evil.example.com/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bound to https://stand-in.example.com");
        assertThat(check.withEndpoint("https://stand-in.example.com/elsewhere"))
                .isInstanceOf(ServiceCheck.class)
                .asString()
                .endsWith("https://stand-in.example.com/elsewhere");
    }

    @ParameterizedTest
    @MethodSource("types")
    void theMonitorLearnsItsCredential(Type type) {
        assertThat(((SecretHolder) type.at("https://stand-in.example.com")).secrets())
                .anySatisfy(secret -> assertThat(secret.reveal()).isEqualTo(KEY));
    }

    @ParameterizedTest
    @MethodSource("types")
    void aGuardIsHeard(Type type) throws Exception {
        try (StandIn service = StandIn.answering(Answer.of(200, "{}"))) {
            HealthCheck.Guardable check = (HealthCheck.Guardable) type.at("http://localhost:" + port(service));
            TargetGuard guard = TargetGuard.publicOnly();

            assertThatThrownBy(() -> check.guardedBy(guard)).hasMessageContaining("is this machine itself");
            assertThat(check.target()).isEqualTo("localhost");
            assertThat(StandIn.run(check.guardedBy(guard.allowing(List.of("localhost"))))
                            .details())
                    .containsEntry("http.status", "200");
            assertThat(service.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void itCanBeClosedAndUsedAgain(Type type) throws Exception {
        try (StandIn service = StandIn.answering(Answer.of(503, ""))) {
            HealthCheck check = type.at(service.url());
            StandIn.run(check);
            ((AutoCloseable) check).close();

            assertThat(StandIn.run(check).problem().cause()).isEqualTo(Cause.SERVER_ERROR);
            ((AutoCloseable) check).close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "tls", "baseUrl"})
    void aWrongWayToTheServiceIsNamed(String name) {
        Map<String, Object> wrong = Map.of(
                "proxy", "http://proxy:80",
                "tls", Map.of("truststore", "/no/such/file"),
                "baseUrl", "http://api.example.com");

        assertThatThrownBy(() -> StandIn.make(new StripeChecks(), Map.of("apiKey", KEY, name, wrong.get(name))))
                .hasMessageStartingWith("integrations[0]." + name);
    }

    private static String port(StandIn service) {
        return service.url().substring(service.url().lastIndexOf(':') + 1);
    }
}
