package io.healthmon.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever part of an application is ill is seen, wherever it stands. */
@Timeout(30)
class RemotePartsTest {

    @Test
    void aGroupThatIsWorseThanWhatIsWithinIsAPart() throws Exception {
        CheckResult result = ask("{'g':{'status':'DOWN','components':{'x':{'status':'UP'}}}}");

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().message()).endsWith(" says UP although a part of it is not well: g (down).");
        assertThat(result.details())
                .containsEntry("parts", "2")
                .containsEntry("part.g", "down")
                .containsEntry("part.g.x", "healthy");
    }

    @Test
    void aGroupThatIsAsWhatIsWithinIsNotNamed() throws Exception {
        CheckResult result = ask("{'g':{'status':'DOWN','components':{'x':{'status':'DOWN'},'y':{'status':'UP'}}}}");

        assertThat(result.problem().message()).endsWith(": g.x (down).");
        assertThat(result.details()).containsEntry("parts", "2").doesNotContainKey("part.g");
    }

    @Test
    void anEmptyGroupStandsForItself() throws Exception {
        assertThat(ask("{'g':{'status':'DOWN','components':{}}}").details()).containsEntry("part.g", "down");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 20, 29})
    void depthHidesNothing(int depth) throws Exception {
        String group = "'g':{'status':'UP','components':{";
        CheckResult result = ask("{" + group.repeat(depth) + "'x':{'status':'DOWN'}" + "}}".repeat(depth) + "}");

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.details()).containsEntry("parts", "1").containsValue("down");
    }

    @Test
    void aGroupWithoutAStatusIsLookedInto() throws Exception {
        CheckResult result = ask("{'g':{'components':{'x':{'status':'DOWN'}}}}");

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.details()).containsEntry("parts", "1").containsEntry("part.g.x", "down");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'status':'DOWN'}]                                    | part.1",
                "[{'name':'db','status':'DOWN'}]                        | part.db",
                "[{'name':'2','status':'DOWN'},{'status':'UP'}]         | part.2",
                "{'g':[{'status':'UP'},{'status':'DOWN'}]}              | part.g",
                "{'g':{'components':[{'name':'x','status':'DOWN'}]}}    | part.g.x"
            })
    void aListOfPartsIsRead(String components, String part) throws Exception {
        CheckResult result = ask(components);

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.details()).containsEntry(part, "down");
    }

    @Test
    void theDetailsOfBoot21AreReadOnEveryLevel() throws Exception {
        CheckResult result = answered(
                "{'status':'UP','details':{'g':{'status':'UP','details':{'x':{'status':'DOWN','details':{'error':'x'}}}}}}");

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.details()).containsEntry("parts", "1").containsEntry("part.g.x", "down");
    }

    @Test
    void whatStandsInDetailsBesideComponentsIsNoPart() throws Exception {
        CheckResult result = ask("{'mail':{'status':'UP','details':{'last':{'status':'DOWN'}}}}");

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsEntry("parts", "1");
    }

    @Test
    void aListOfChecksOfTheDraftIsRead() throws Exception {
        CheckResult result = answered("{'status':'pass','checks':[{'name':'db','status':'fail'}]}");

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.details()).containsEntry("part.db", "down");
    }

    @Test
    void ofNamesThatLookAlikeTheWorstIsShown() throws Exception {
        String name = "n".repeat(300);
        CheckResult result = ask("{'" + name + "1':{'status':'UP'},'" + name + "2':{'status':'DOWN'}}");

        assertThat(result.details()).containsEntry("parts", "2").containsValue("down");
    }

    private static CheckResult ask(String components) throws Exception {
        return answered("{'status':'UP','components':" + components + "}");
    }

    private static CheckResult answered(String body) throws Exception {
        try (StandIn application = StandIn.answering(Answer.of(200, body.replace('\'', '"')))) {
            return StandIn.run(RemoteHealthCheck.get(application.url() + "/health"));
        }
    }
}
