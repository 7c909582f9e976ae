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

/** What is odd beside what is read does no harm; what is odd in it is not taken for well. */
@Timeout(30)
class RemoteOddityTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'x':1,'x':2}",
                "{'x':{},'x':[]}",
                "1e999999999",
                "-1.5E-999999999",
                "'\\ud800'",
                "{'\\udc00':1}",
                "[true,false,null,'\\u0041\\n']"
            })
    void whatIsNotReadMakesNothingIll(String odd) throws Exception {
        CheckResult result = ask("{'status':'UP','components':{'db':{'status':'UP','details':" + odd + "}}}");

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsEntry("parts", "1").containsEntry("part.db", "healthy");
    }

    @Test
    void aNumberOfAThousandDigitsMakesNothingIll() throws Exception {
        assertThat(ask("{'status':'UP','x':" + "9".repeat(1_001) + "}").status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anEndlessNameIsShownInShort() throws Exception {
        CheckResult result = ask("{'status':'DOWN','components':{'" + "n".repeat(5_000) + "':{'status':'DOWN'}}}");

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().message()).contains("nnnn… (down)").hasSizeLessThan(200);
    }

    @Test
    void halfACharacterInANameIsAQuestionMark() throws Exception {
        CheckResult result = ask("{'status':'DOWN','components':{'a\\ud800':{'status':'DOWN'}}}");

        assertThat(result.problem().message()).endsWith(" says that it is down: a? (down).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'status':'UP','status':'DOWN'}                                                        | DOWN",
                "{'status':'UP','status':'UP'}                                                          | HEALTHY",
                "{'status':'UP','components':{'db':{'status':'DOWN'},'db':{'status':'UP'}}}             | DEGRADED",
                "{'status':'UP','components':{'db':{'status':'UP','status':'DOWN'}}}                    | DEGRADED",
                "{'status':'UP','components':{'db':{'status':'DOWN'}},'components':{'x':{'status':'UP'}}} | DEGRADED",
                "{'status':'healthy','status':'degraded','checks':{'a':{'status':'healthy'}}}           | DEGRADED"
            })
    void ofWhatStandsTwiceTheWorseCounts(String body, HealthStatus expected) throws Exception {
        assertThat(ask(body).status()).isEqualTo(expected);
    }

    @Test
    void aNameThatStandsThereThousandsOfTimesIsReadAtOnce() throws Exception {
        CheckResult result = ask("{'status':'UP'" + ",'a':1,'a':{'b':2}".repeat(25_000) + "}");

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'status':'UP'}xxx              | is not JSON that can be read; more follows after its end.",
                "{'status':'UP'}{'status':'UP'}  | is not JSON that can be read; more follows after its end.",
                "{'status':'UP',}                | is not JSON that can be read, from character 16 on.",
                "{'status':01}                   | is not JSON that can be read, from character 12 on.",
                "{'status':'\\x'}                | is not JSON that can be read, from character 14 on.",
                "{'status':'\\u00g0'}            | is not JSON that can be read, from character 14 on.",
                "{'a':1,'a':2,'status':'UP'      | is not JSON that can be read; perhaps it broke off.",
                "{'status':'UP','x':[            | is not JSON that can be read; perhaps it broke off."
            })
    void whatIsNoJsonIsSaidToBeNone(String body, String end) throws Exception {
        CheckResult result = ask(body);

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().message()).endsWith(end);
    }

    @Test
    void whatIsNestedTooDeeplyIsSaidToBe() throws Exception {
        String group = "'g':{'status':'UP','components':{";
        CheckResult result = ask(
                "{'status':'UP','components':{" + group.repeat(40) + "'x':{'status':'DOWN'}" + "}}".repeat(40) + "}}");

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().message()).endsWith(" is nested deeper than 64 levels, and no more is read.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'status':'UP','x':[", "{'a':1,'a':2,'status':'UP','x':["})
    void moreValuesThanAreReadAreSaidToBeThere(String begin) throws Exception {
        CheckResult result = ask(begin + "1,".repeat(100_000) + "1]}");

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().message())
                .endsWith(" holds more than 100000 values of JSON, and no more are read.");
    }

    private static CheckResult ask(String body) throws Exception {
        try (StandIn application = StandIn.answering(Answer.of(200, body.replace('\'', '"')))) {
            return StandIn.run(RemoteHealthCheck.get(application.url() + "/health"));
        }
    }
}
