package io.healthmon.provider.statuspage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.provider.service.ServiceCheck;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.stripe.StripeChecks;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
