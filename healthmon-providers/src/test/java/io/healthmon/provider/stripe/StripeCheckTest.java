package io.healthmon.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class StripeCheckTest {

    private static final Secret KEY = Secret.of("rk_test_51abcdefghijklmnop");

    @Test
    void aBalanceIsHealthyAndNoAmountIsShown() throws Exception {
        Answer balance = Answer.of(200, StandIn.fixture(StripeCheckTest.class, "balance.json"));
        try (StandIn stripe = StandIn.answering(balance)) {
            CheckResult result = StandIn.run(
                    StripeCheck.with(KEY).via(Route.to(stripe.url())).build());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("livemode", "false");
            assertThat(result.details().toString()).doesNotContain("666670");
        }
    }

    @Test
    void itAsksForTheBalanceOfTheConnectedAccount() throws Exception {
        try (StandIn stripe = StandIn.answering(Answer.of(200, "{}"))) {
            StandIn.run(StripeCheck.with(KEY)
                    .account("acct_123")
                    .via(Route.to(stripe.url() + "/"))
                    .build());

            StandIn.Request request = stripe.requests().get(0);
            assertThat(request.line()).isEqualTo("GET /v1/balance");
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + KEY.reveal());
            assertThat(request.header("Stripe-Account")).isEqualTo("acct_123");
            assertThat(request.header("User-Agent")).startsWith("healthmon/");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sk_live_1, , true, HEALTHY",
        "sk_live_1, , false, DOWN",
        "rk_test_1, , false, HEALTHY",
        "rk_test_1, , true, DOWN",
        "sk_test_1, true, false, DOWN",
        "sk_test_1, false, false, HEALTHY",
        "sk_1, , true, HEALTHY",
        "sk_1, true, true, HEALTHY"
    })
    void theModeHasToBeTheOneThatIsMeant(String key, String wanted, boolean actual, HealthStatus status)
            throws Exception {
        Map<String, Object> settings =
                wanted == null ? Map.of("apiKey", key) : Map.of("apiKey", key, "livemode", wanted);
        CheckResult result = StandIn.ask(
                new StripeChecks(), settings, Answer.of(200, "{\"object\":\"balance\",\"livemode\":" + actual + "}"));

        assertThat(result.status()).isEqualTo(status);
    }

    @Test
    void aTestKeyInProductionIsAProblemOfTheConfiguration() throws Exception {
        Answer answer = Answer.of(200, StandIn.fixture(StripeCheckTest.class, "balance.json"));
        CheckResult result = StandIn.ask(new StripeChecks(), Map.of("apiKey", KEY.reveal(), "livemode", true), answer);

        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message())
                .isEqualTo("The Stripe key is one for test data where one for live data is meant: no payment is real.");
        assertThat(result.problem().resolution()).contains("\"apiKey\"", "\"livemode\" to false");
        assertThat(result.problem().documentation()).isEqualTo("https://docs.stripe.com/keys");
    }

    @Test
    void anotherObjectIsNoBalance() throws Exception {
        CheckResult result = StandIn.ask(
                new StripeChecks(),
                Map.of("apiKey", KEY.reveal()),
                Answer.of(200, "{\"object\":\"list\",\"livemode\":false}"));

        assertThat(result.problem().message()).contains("\"object\" is a text instead of the text balance");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apiKey   | pk_live_51abcdef   | integrations[0].apiKey: apiKey \"pk_…\" is a publishable key, which cannot be used here; use a restricted key (rk_live_…, rk_test_…) or a secret key (sk_live_…, sk_test_…)",
                "apiKey   | whsec_51abcdef     | integrations[0].apiKey: apiKey \"whsec_…\" is the secret of a webhook, which cannot be used here; use a restricted key (rk_live_…, rk_test_…) or a secret key (sk_live_…, sk_test_…)",
                "apiKey   | sk_live_51 abcdef  | integrations[0].apiKey: apiKey holds white space or characters that no API key has; copy it again, on one line",
                "account  | 123                | integrations[0].account: account \"123\" is not allowed; use the id of a connected account, acct_…"
            })
    void aWrongSettingIsNamed(String name, String value, String message) {
        assertThatThrownBy(() -> StandIn.make(new StripeChecks(), Map.of(name, value)))
                .hasMessage(message)
                .hasMessageNotContaining("51abcdef");
    }

    @Test
    void aPublishableKeyIsRefusedInCodeToo() {
        Secret publishable = Secret.of("pk_live_51abcdef");

        assertThatThrownBy(() -> StripeCheck.with(publishable))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a publishable key")
                .hasMessageNotContaining("51abcdef");
    }

    @Test
    void aKeyThatIsBoundToOtherHostsIsNotSent() {
        Secret bound = KEY.boundTo(SecretHosts.of(List.of("api.stripe.com")));
        StripeCheck check = StripeCheck.with(bound).via(Route.to("https://stripe.example.com"));

        assertThatThrownBy(check::build)
                .hasMessageContaining("api.stripe.com")
                .hasMessageContaining("https://stripe.example.com")
                .hasMessageNotContaining(KEY.reveal());
        assertThat(StripeCheck.with(bound).build()).isInstanceOf(HealthCheck.class);
    }
}
