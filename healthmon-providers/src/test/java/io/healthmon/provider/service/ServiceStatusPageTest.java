package io.healthmon.provider.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.provider.service.StandIn.Answer;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of check of a service can be explained by a status page. */
@Timeout(30)
class ServiceStatusPageTest {

    private static final String KEY = "key_51abcdefghijklmnop";

    @ParameterizedTest
    @MethodSource("io.healthmon.provider.service.ServiceTypesTest#types")
    void itsStatusPageExplainsWhereThatIsWished(ServiceTypesTest.Type type) throws Exception {
        String incident =
                "{\"status\":{\"indicator\":\"none\"},\"incidents\":[{\"name\":\"Errors\",\"status\":\"identified\"}]}";
        try (StandIn service = StandIn.answering(Answer.of(503, "{}"));
                StandIn page = StandIn.answering(Answer.of(200, incident))) {
            Map<String, String> settings =
                    Map.of(type.credential(), KEY, "baseUrl", service.url(), "statusPage", page.url());
            CheckResult result = StandIn.run(StandIn.make(type.provider(), type.with(settings)));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.SERVER_ERROR);
            assertThat(result.details().get("statusPage")).contains(" reports: Errors (identified), ");
            assertThat(page.requests()).hasSize(1);
            assertThat(page.requests() + " " + result.details()).doesNotContain(KEY);
        }
    }
}
