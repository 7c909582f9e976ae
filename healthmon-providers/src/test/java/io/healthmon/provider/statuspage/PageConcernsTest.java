package io.healthmon.provider.statuspage;

import static io.healthmon.provider.statuspage.Pages.incident;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page says where only some of its components are meant. */
@Timeout(30)
class PageConcernsTest {

    private static final String API = "[{\"id\":\"1\",\"name\":\"API\",\"status\":\"operational\"}]";

    @ParameterizedTest
    @ValueSource(strings = {API, "null", "[]", "{}"})
    void anIncidentThatNamesNoComponentsConcernsAll(String components) throws Exception {
        CheckResult result = ask(page("\"critical\"", components, incident("Fire", "investigating", "critical")));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().message()).isEqualTo("Acme reports: Fire (investigating).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void componentsOfAnIncidentThatAreNotThereNameNone(String named) throws Exception {
        String fire = "{\"name\":\"Fire\",\"status\":\"identified\",\"impact\":\"minor\",\"components\":" + named + "}";

        assertThat(ask(page("\"none\"", API, fire)).status()).isEqualTo(HealthStatus.DEGRADED);
    }

    @Test
    void anIncidentOfAnotherComponentConcernsThatAlone() throws Exception {
        String fire = "{\"name\":\"Fire\",\"status\":\"identified\",\"impact\":\"critical\","
                + "\"components\":[{\"name\":\"Mail\"}]}";

        assertThat(ask(page("\"critical\"", API, fire)).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"none\"     | null |",
                "\"critical\" | []   |",
                "\"none\"     | null | {\"name\":\"Soon\",\"status\":\"identified\",\"impact\":\"none\"}"
            })
    void aPageThatListsNoComponentsSaysNothingOfOne(String indicator, String components, String open) throws Exception {
        CheckResult result = ask(page(indicator, components, open == null ? "" : open));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message())
                .isEqualTo("The status page of Acme has no component \"API\", for it lists none.");
        assertThat(result.problem().resolution()).contains("Take out \"components\"");
    }

    @Test
    void aComponentThatIsNotListedIsUnknownWhateverIsGoingOn() throws Exception {
        String page = page("\"critical\"", API.replace("API", "Mail"), incident("Fire", "investigating", "critical"));

        assertThat(ask(page).status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(ask(page).problem().resolution()).contains("such as 1, mail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":{\"indicator\":null},",
                "{\"status\":{},",
                "{\"page\":{\"name\":\"Acme\"},\"status\":null,"
            })
    void anOpenIncidentIsHeardWithoutAnIndicator(String begin) throws Exception {
        String page = begin + "\"incidents\":[" + incident("Fire", "investigating", "critical") + "]}";
        CheckResult whole = ask(page, Map.of());

        assertThat(whole.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(whole.problem().message()).endsWith(" reports: Fire (investigating).");
        assertThat(ask(page).status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void anOutageOfSlackThatNamesNoServiceConcernsAll() throws Exception {
        String page = "{\"status\":\"active\",\"active_incidents\":[{\"id\":7,\"title\":\"Fire\",\"type\":\"outage\","
                + "\"status\":\"active\",\"services\":null}]}";

        assertThat(ask(page).status()).isEqualTo(HealthStatus.DOWN);
        assertThat(ask(page.replace("null", "[\"Huddles\"]")).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void slackWithoutIncidentsKnowsEveryService() throws Exception {
        assertThat(ask("{\"status\":\"ok\",\"active_incidents\":[]}").status()).isEqualTo(HealthStatus.HEALTHY);
    }

    private static String page(String indicator, String components, String incidents) {
        return "{\"page\":{\"name\":\"Acme\"},\"status\":{\"indicator\":" + indicator
                + ",\"description\":\"All down\"},\"components\":" + components + ",\"incidents\":[" + incidents + "]}";
    }

    private static CheckResult ask(String body) throws Exception {
        return ask(body, Map.of("components", List.of("API")));
    }

    private static CheckResult ask(String body, Map<String, ?> more) throws Exception {
        try (StandIn page = StandIn.answering(Answer.of(200, body))) {
            Map<String, Object> settings = new LinkedHashMap<>(more);
            settings.put("url", page.url());
            return StandIn.run(StandIn.make(new StatusPageChecks(), settings));
        }
    }
}
