package io.healthmon.provider.statuspage;

import static io.healthmon.provider.statuspage.Pages.incident;
import static io.healthmon.provider.statuspage.Pages.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PageWatchTest {

    private static final String NAMELESS = "{\"status\":{\"indicator\":\"critical\",\"description\":\"Fire\"}}";
    private static final String DECLARED = "https://status.example.com/api/v2/summary.json?key=1";

    @ParameterizedTest
    @ValueSource(strings = {"/status", "/status/", "/status/api/v2/summary.json"})
    void aPageThatWasMovedIsNamedWhereItIs(String path) throws Exception {
        try (StandIn page = StandIn.answering(Answer.of(200, NAMELESS))) {
            CheckResult result = StandIn.run(declared().withEndpoint(page.url() + path));
            String there = page.url() + "/status";

            assertThat(result.problem().message()).isEqualTo(there + " reports: Fire (down).");
            assertThat(result.problem().resolution()).isEqualTo("Follow " + there + " for when it is over.");
            assertThat(result.problem().documentation()).isEqualTo(there);
            assertThat(result.details()).containsEntry("incident.1", "Fire (down), " + there);
            assertThat(page.requests().get(0).line()).isEqualTo("GET /status/api/v2/summary.json");
        }
    }

    @Test
    void whatCannotBeReadIsNamedWhereItIsToo() throws Exception {
        try (StandIn page = StandIn.answering(Answer.of(200, "<html>"))) {
            assertThat(StandIn.run(declared().withEndpoint(page.url()))
                            .problem()
                            .message())
                    .isEqualTo("What the status page " + page.url() + " answers is a web page.");
        }
    }

    @Test
    void componentsMoveAlong() throws Exception {
        HealthCheck.Movable only = (HealthCheck.Movable)
                StatusPageCheck.of(DECLARED).components("Payouts").build();
        try (StandIn page = StandIn.answering(Answer.of(
                200,
                summary("none", incident("A", "identified", "none"))
                        .replaceFirst("\\{", "{\"components\":[{\"name\":\"API\",\"status\":\"operational\"}],")))) {
            assertThat(StandIn.run(only.withEndpoint(page.url())).status()).isEqualTo(HealthStatus.UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://status.example.com/api/v2/summary.json",
                " https://status.example.com/api/v2/summary.json "
            })
    void theAddressAsItIsShownIsTheDeclaredOne(String shown) throws Exception {
        try (StandIn page = StandIn.answering(Answer.of(200, NAMELESS))) {
            PageWatch watch = StatusPageCheck.of(DECLARED.replace("https://status.example.com", page.url()))
                    .watch();
            StandIn.run(watch.withEndpoint(shown.replace("https://status.example.com", page.url())));

            assertThat(page.requests().get(0).line()).isEqualTo("GET /api/v2/summary.json?key=1");
        }
    }

    @Test
    void aGuardStaysWhereItIsMoved() {
        HealthCheck.Movable guarded =
                (HealthCheck.Movable) ((HealthCheck.Guardable) declared()).guardedBy(TargetGuard.publicOnly());

        assertThatThrownBy(() -> guarded.withEndpoint("http://localhost:1"))
                .hasMessageContaining("is this machine itself");
        assertThat(((HealthCheck.Guardable) guarded.withEndpoint("https://other.example.com")).target())
                .isEqualTo("other.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://status.example.com", "status.example.com", "https://ada:hidden@status.example.com"})
    void anAddressThatIsNoPageIsRefused(String endpoint) {
        assertThatThrownBy(() -> declared().withEndpoint(endpoint))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("endpoint ")
                .hasMessageNotContaining("hidden");
    }

    private static HealthCheck.Movable declared() {
        return (HealthCheck.Movable) StatusPageCheck.of(DECLARED).build();
    }
}
