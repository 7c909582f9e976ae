package io.healthmon.provider.statuspage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.HealthCheckProvider;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.provider.remote.RemoteHealthChecks;
import io.healthmon.provider.service.ExplainedHttpChecks;
import io.healthmon.provider.service.ServiceCheck;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.provider.stripe.StripeChecks;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class StatusPageSettingsTest {

    @Test
    void unlessItIsWishedNoPageIsLookedAt() {
        Map<String, Object> settings = Map.of("apiKey", "rk_test_1");
        Map<String, Object> no = Map.of("apiKey", "rk_test_1", "statusPage", false);
        Map<String, Object> yes = Map.of("apiKey", "rk_test_1", "statusPage", true, "statusPageComponents", "API");

        assertThat(StandIn.make(new StripeChecks(), settings)).isInstanceOf(ServiceCheck.class);
        assertThat(StandIn.make(new StripeChecks(), no)).isInstanceOf(ServiceCheck.class);
        assertThat(StandIn.make(new StripeChecks(), yes)).isInstanceOf(ExplainedCheck.class);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(new ExplainedHttpChecks(), "/health"), Arguments.of(new RemoteHealthChecks(), "/health"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void aCheckOfSomethingWithoutAPageOfItsOwnIsExplainedByTheOneThatIsNamed(HealthCheckProvider provider, String path)
            throws Exception {
        String incident = Pages.summary("none", Pages.incident("Elevated errors", "investigating", "minor"));
        try (StandIn shop = StandIn.answering(Answer.of(503, ""));
                StandIn page = StandIn.answering(Answer.of(200, incident))) {
            Map<String, Object> settings =
                    Map.of("url", shop.url() + path, "statusPage", page.url(), "provider", "Acme Cloud");
            Map<String, Object> nameless = Map.of("url", shop.url() + path, "statusPage", page.url());

            assertThat(StandIn.run(StandIn.make(provider, settings)).problem().resolution())
                    .contains("Acme Cloud itself reports an incident: Elevated errors");
            assertThat(StandIn.run(StandIn.make(provider, nameless)).problem().resolution())
                    .contains("The provider itself reports an incident: Elevated errors");
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatHasNoPageOfItsOwnNeedsAnAddress(HealthCheckProvider provider, String path) {
        String url = "https://shop.example.com" + path;

        assertThat(StandIn.make(provider, Map.of("url", url))).isInstanceOf(HttpCheck.class);
        assertThat(StandIn.make(provider, Map.of("url", url, "statusPage", false)))
                .isInstanceOf(HttpCheck.class);
        assertThatThrownBy(() -> StandIn.make(provider, Map.of("url", url, "statusPage", true)))
                .hasMessage(
                        "integrations[0].statusPage: \"true\" is not allowed; use false or the address of a page that"
                                + " begins with https://");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes                       | \"yes\"",
                "ftp://status.example.com  | statusPage \"ftp://status.example.com\" does not begin with http:// or https://",
                "https://u:hidden@status.example.com | statusPage \"https://status.example.com\" holds a user name"
            })
    void aWrongPageIsNamed(String page, String message) {
        Map<String, Object> settings = Map.of("apiKey", "rk_test_1", "statusPage", page);

        assertThatThrownBy(() -> StandIn.make(new StripeChecks(), settings))
                .hasMessageStartingWith("integrations[0].statusPage: ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("hidden");
    }
}
