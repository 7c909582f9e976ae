package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.HandlerFixture.Answer;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainEndpointTest {

    private static final String PATH = "/api/integrations/shop/explain";

    private final HandlerFixture fixture = new HandlerFixture()
            .add("Shop", integration -> integration.failureThreshold(3).dependsOn("mail"))
            .add("Mail", integration -> integration);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void explainsInWordsAndData() {
        fixture.check("shop").answer("shop", CheckResult.down(Cause.TIMEOUT, "no answer"));
        fixture.check("shop").check("shop");
        Answer answer = fixture.get(PATH, bearer("see"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("id", "shop")
                .containsEntry("status", "healthy")
                .containsEntry("flags", List.of("suspect"))
                .containsKeys("at", "since", "schedule", "figures", "error");
        assertThat(answer.json().get("explanation"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("2 of 3 results in a row are down: one more makes it down.");
        assertThat(answer.object("results"))
                .containsEntry("observed", "down")
                .containsEntry("inARow", 2)
                .containsEntry("decided", "healthy")
                .containsEntry("thresholds", Map.of("failure", 3, "degraded", 2, "success", 1));
        assertThat(answer.object("schedule"))
                .containsEntry("intervalMillis", 60_000)
                .containsEntry("staleAt", "2026-03-15T10:32:03Z");
    }

    @Test
    void namesWhatItDependsOn() {
        fixture.answer("mail", CheckResult.down(Cause.CONNECT, "refused")).check("mail", "shop");

        assertThat(fixture.get(PATH, bearer("see")).json()).containsEntry("dependenciesDown", List.of("mail"));
    }

    @Test
    void runsNoCheckAndIsForViewers() {
        assertThat(fixture.get(PATH).status()).isEqualTo(401);
        assertThat(fixture.get(PATH, bearer("see")).status()).isEqualTo(200);
        assertThat(fixture.get(PATH.replace("shop", "nothing"), bearer("see")).status())
                .isEqualTo(404);
        assertThat(fixture.runs).hasValue(0);
    }
}
