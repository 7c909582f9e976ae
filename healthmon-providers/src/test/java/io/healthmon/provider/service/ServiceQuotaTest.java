package io.healthmon.provider.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.resend.ResendCheck;
import io.healthmon.provider.resend.ResendChecks;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.provider.slack.SlackCheck;
import io.healthmon.provider.stripe.StripeCheck;
import io.healthmon.provider.supabase.SupabaseAuthCheck;
import io.healthmon.provider.supabase.SupabaseDatabaseCheck;
import io.healthmon.provider.supabase.SupabaseStorageCheck;
import io.healthmon.provider.twilio.TwilioCheck;
import io.healthmon.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headroom is read of every service alike, where that is wished, in code and by settings. */
@Timeout(30)
class ServiceQuotaTest {

    private static final String DOMAINS = "{\"object\":\"list\",\"has_more\":false,\"data\":[]}";

    private static final Secret KEY = Secret.of("key_51abcdefghijklmnop");
    private static final String PROJECT = "abcdefghijklmnopqrst";

    static Stream<Arguments> builders() {
        Function<Route, HealthCheck> stripe =
                way -> StripeCheck.with(KEY).quota(20).via(way).build();
        Function<Route, HealthCheck> resend =
                way -> ResendCheck.with(KEY).quota(20).via(way).build();
        Function<Route, HealthCheck> slack =
                way -> SlackCheck.with(KEY).quota(20).via(way).build();
        Function<Route, HealthCheck> twilio = way -> TwilioCheck.with("AC00112233445566778899aabbccddeeff", KEY)
                .quota(20)
                .via(way)
                .build();
        return Stream.concat(Stream.of(stripe, resend, slack, twilio), supabase())
                .map(Arguments::of);
    }

    private static Stream<Function<Route, HealthCheck>> supabase() {
        Function<Route, HealthCheck> table = way -> SupabaseDatabaseCheck.with(PROJECT, KEY)
                .table("health")
                .quota(20)
                .via(way)
                .build();
        Function<Route, HealthCheck> function = way -> SupabaseDatabaseCheck.with(PROJECT, KEY)
                .function("health")
                .quota(20)
                .via(way)
                .build();
        Function<Route, HealthCheck> root =
                way -> SupabaseDatabaseCheck.with(PROJECT, Secret.of("sb_secret_abcdefghijklmnop"))
                        .quota(20)
                        .via(way)
                        .build();
        Function<Route, HealthCheck> storage = way ->
                SupabaseStorageCheck.with(PROJECT, KEY).quota(20).via(way).build();
        Function<Route, HealthCheck> auth =
                way -> SupabaseAuthCheck.with(PROJECT, KEY).quota(20).via(way).build();
        Function<Route, HealthCheck> ways = way -> SupabaseAuthCheck.with(PROJECT, KEY)
                .signInWith("email")
                .quota(20)
                .via(way)
                .build();
        return Stream.of(table, function, root, storage, auth, ways);
    }

    @ParameterizedTest
    @MethodSource("builders")
    void whatIsLeftIsReadWhereThatIsWishedInCode(Function<Route, HealthCheck> builder) throws Exception {
        try (StandIn service = StandIn.answering(limited(500, "", 19, 1))) {
            assertThat(StandIn.run(builder.apply(Route.to(service.url()))).details())
                    .containsEntry("quota.limit", "100")
                    .containsEntry("quota.remaining", "19");
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.provider.service.ServiceTypesTest#types")
    void whatIsLeftIsReadWhereThatIsWishedInSettings(ServiceTypesTest.Type type) throws Exception {
        Map<String, Object> settings = type.with(Map.of(type.credential(), KEY.reveal()));
        assertThat(StandIn.ask(type.provider(), settings, limited(500, "", 19, 1))
                        .details())
                .doesNotContainKey("quota.remaining");

        settings.put("quota", Map.of());
        assertThat(StandIn.ask(type.provider(), settings, limited(500, "", 19, 1))
                        .details())
                .containsEntry("quota.remaining", "19");
    }

    @Test
    void littleThatIsLeftIsDegraded() throws Exception {
        CheckResult low = resend(Map.of("degradedBelowPercent", 20), limited(200, DOMAINS, 19, 3600));
        CheckResult usual = resend(Map.of(), limited(200, DOMAINS, 19, 3600));

        assertThat(low.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(low.problem().cause()).isEqualTo(Cause.QUOTA);
        assertThat(usual.status()).isEqualTo(HealthStatus.HEALTHY);
    }

    /** What Resend tells with every answer is a rate a second. */
    @Test
    void aRateThatIsUsedUpForThisSecondIsHealthy() throws Exception {
        CheckResult result = resend(Map.of(), limited(200, DOMAINS, 0, 1));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsEntry("quota.remaining", "0").containsEntry("quota.resetAfter", "1");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void whatIsNoShareIsRefused(int percent) {
        StripeCheck check = StripeCheck.with(KEY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.quota(percent))
                .withMessage("quota.degradedBelowPercent " + percent + " is not allowed; use from 0 to 100");
        assertThatThrownBy(() -> resend(Map.of("degradedBelowPercent", percent), limited(200, "", 1, 1)))
                .hasMessage("integrations[0].quota.degradedBelowPercent: \"" + percent
                        + "\" is not allowed; use a whole number from 0 to 100");
    }

    private static CheckResult resend(Map<String, ?> quota, Answer answer) throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("apiKey", "re_abcdefgh_ijklmnopqrstuv"));
        settings.put("quota", quota);
        return StandIn.ask(new ResendChecks(), settings, answer);
    }

    private static Answer limited(int status, String body, int left, int reset) {
        return Answer.of(status, body)
                .header("ratelimit-limit", "100")
                .header("ratelimit-remaining", String.valueOf(left))
                .header("ratelimit-reset", String.valueOf(reset));
    }
}
