package io.healthmon.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.CheckResult;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RemoteFormatSettingTest {

    @Test
    void aFormThatIsNotKnownIsRefusedWithTheWordsThatAreWritten() {
        assertThatThrownBy(() -> StandIn.make(
                        new RemoteHealthChecks(), Map.of("url", "http://localhost:1/health", "format", "xml")))
                .hasMessage(
                        "integrations[0].format: \"xml\" is not allowed; use one of auto, healthmon, actuator, health-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"health-json", "HEALTH_JSON", "auto", " AUTO "})
    void aFormIsNamedInAnyCase(String format) throws Exception {
        try (StandIn application = StandIn.answering(Answer.of(200, "{\"status\":\"pass\"}"))) {
            CheckResult result = StandIn.run(StandIn.make(
                    new RemoteHealthChecks(), Map.of("url", application.url() + "/health", "format", format)));

            assertThat(result.details()).containsEntry("format", "health-json");
        }
    }
}
