package io.healthmon.provider.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class TwilioCheckTest {

    private static final String ACCOUNT = "AC00112233445566778899aabbccddeeff";
    private static final String KEY = "SK00112233445566778899aabbccddeeff";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String TOKEN_OF_THE_ANSWER = "fedcba9876543210fedcba9876543210";
    private static final Secret SECRET = Secret.of(TOKEN);

    @Test
    void anActiveAccountIsHealthy() throws Exception {
        try (StandIn twilio = StandIn.answering(fixture("account.json"))) {
            CheckResult result = StandIn.run(TwilioCheck.with(ACCOUNT, SECRET)
                    .via(Route.to(twilio.url()))
                    .build());

            StandIn.Request request = twilio.requests().get(0);
            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details())
                    .containsEntry("accountStatus", "active")
                    .doesNotContainKey("reduced");
            assertThat(request.line()).isEqualTo("GET /2010-04-01/Accounts/" + ACCOUNT + ".json");
            assertThat(request.header("Authorization")).isEqualTo(basic(ACCOUNT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"account.json", "account_suspended.json"})
    void nothingOfTheAccountButItsStatusIsKept(String file) throws Exception {
        CheckResult result = ask(Map.of(), fixture(file));

        assertThat(StandIn.fixture(TwilioCheckTest.class, file)).contains(TOKEN_OF_THE_ANSWER);
        assertThat(result + " " + result.problem() + result.details())
                .doesNotContain(TOKEN_OF_THE_ANSWER, "auth_token", "friendly_name", TOKEN, ACCOUNT);
    }

    @Test
    void aTokenInTheStatusIsNotShownEither() throws Exception {
        CheckResult result = ask(Map.of(), Answer.of(200, "{\"status\":\"auth_token=" + TOKEN_OF_THE_ANSWER + "\"}"));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result + " " + result.problem() + result.details()).doesNotContain(TOKEN_OF_THE_ANSWER);
    }

    @Test
    void aTrialIsHealthyAndSaidToBeReduced() throws Exception {
        CheckResult result = ask(Map.of(), Answer.of(200, "{\"status\":\"active\",\"type\":\"Trial\",\"new\":[1]}"));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details().get("reduced")).contains("only verified recipients");
    }

    @Test
    void aKeyReadsPhoneNumbersAsStandardKeysMayNotReadTheAccount() throws Exception {
        try (StandIn twilio = StandIn.answering(fixture("incoming_phone_numbers.json"))) {
            CheckResult result = StandIn.run(TwilioCheck.withKey(ACCOUNT, KEY, SECRET)
                    .via(Route.to(twilio.url()))
                    .build());

            StandIn.Request request = twilio.requests().get(0);
            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(request.line())
                    .isEqualTo("GET /2010-04-01/Accounts/" + ACCOUNT + "/IncomingPhoneNumbers.json?PageSize=1");
            assertThat(request.header("Authorization")).isEqualTo(basic(KEY));
        }
    }

    @ParameterizedTest
    @CsvSource({"Account,.json", "Queues,/Queues.json?PageSize=1"})
    void aKeyReadsWhatItMayRead(String resource, String path) throws Exception {
        try (StandIn twilio = StandIn.answering(Answer.of(200, "{\"status\":\"active\",\"page\":0}"))) {
            CheckResult result = StandIn.run(TwilioCheck.withKey(ACCOUNT, KEY, SECRET)
                    .resource(resource)
                    .via(Route.to(twilio.url()))
                    .build());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(twilio.requests().get(0).line()).endsWith(ACCOUNT + path);
        }
    }

    @Test
    void aListThatIsNoneNamesTheField() throws Exception {
        CheckResult result = ask(Map.of("resource", "Queues"), Answer.of(200, "{\"queues\":[]}"));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().message()).contains("\"page\" is missing instead of a number");
    }

    @ParameterizedTest
    @CsvSource({
        "0.05,0.05,HEALTHY",
        "0.05,0.06,DEGRADED",
        "0.05,-1,HEALTHY",
        "-3.20,0,DEGRADED",
        "-3.20,-5,HEALTHY",
        "10,9.999,HEALTHY",
        "9.999,10,DEGRADED"
    })
    void theBalanceIsComparedWithTheLeast(String balance, String least, HealthStatus expected) throws Exception {
        CheckResult result = ask(Map.of("minimumBalance", least), balance("\"" + balance + "\""));

        assertThat(result.status()).isEqualTo(expected);
        assertThat(result.details()).containsEntry("balance", balance + " USD");
    }

    @Test
    void aBalanceThatIsTooLowIsSaidInWordsThatHelp() throws Exception {
        try (StandIn twilio = StandIn.answering(fixture("balance.json"))) {
            CheckResult result = StandIn.run(TwilioCheck.with(ACCOUNT, SECRET)
                    .minimumBalance(new BigDecimal("20"))
                    .via(Route.to(twilio.url()))
                    .build());

            assertThat(twilio.requests().get(0).line()).endsWith(ACCOUNT + "/Balance.json");
            assertThat(result.problem().cause()).isEqualTo(Cause.QUOTA);
            assertThat(result.problem().message()).isEqualTo("The Twilio balance is 0.05 USD, less than 20.");
            assertThat(result.problem().resolution()).isEqualTo("Top it up before messages stop.");
            assertThat(result.problem().documentation()).isEqualTo("https://www.twilio.com/docs/usage/billing");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12.5, a number instead of a text",
        "'\"much\"', a text instead of a decimal number",
        "'\"1e999999999\"', a text instead of a decimal number",
        "null, missing instead of a text"
    })
    void aBalanceThatIsNoneNamesTheField(String balance, String message) throws Exception {
        CheckResult result = ask(Map.of("minimumBalance", 1), balance(balance));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message()).contains("\"balance\" is " + message);
    }

    @Test
    void aSenderThatCanSendIsHealthy() throws Exception {
        try (StandIn twilio = StandIn.answering(fixture("incoming_phone_numbers.json"))) {
            CheckResult result = StandIn.run(TwilioCheck.withKey(ACCOUNT, KEY, SECRET)
                    .sender("+15550001")
                    .via(Route.to(twilio.url()))
                    .build());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("numberStatus", "in-use");
            assertThat(twilio.requests().get(0).line())
                    .endsWith(ACCOUNT + "/IncomingPhoneNumbers.json?PhoneNumber=%2B15550001&PageSize=1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+15550002 | true  | in-use  | DOWN     | CONFIGURATION | The Twilio account has no number +15550001.",
                "+15550001 | false | in-use  | DOWN     | CONFIGURATION | The number +15550001 cannot send messages: it lacks the capability sms.",
                "+15550001 | true  | pending | DEGRADED | ASSERTION     | The number +15550001 is not in use at Twilio but pending."
            })
    void aSenderThatCannotSendIsSaidInWordsThatHelp(
            String number, boolean sms, String status, HealthStatus expected, Cause cause, String message)
            throws Exception {
        CheckResult result = ask(
                Map.of("sender", "+15550001"),
                Answer.of(
                        200,
                        "{\"incoming_phone_numbers\":[{\"phone_number\":\"" + number + "\",\"capabilities\":{\"sms\":"
                                + sms + "},\"status\":\"" + status + "\"}]}"));

        assertThat(result.status()).isEqualTo(expected);
        assertThat(result.problem().cause()).isEqualTo(cause);
        assertThat(result.problem().message()).isEqualTo(message);
        assertThat(result.problem().resolution()).isNotBlank();
        assertThat(result.problem().documentation()).startsWith("https://www.twilio.com/docs/");
    }

    @Test
    void anAccountWithoutNumbersHasNotThatOneEither() throws Exception {
        CheckResult result = ask(Map.of("sender", "+15550001"), Answer.of(200, "{\"incoming_phone_numbers\":[]}"));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().resolution()).contains("\"sender\"", "\"accountSid\"");
    }

    @ParameterizedTest
    @CsvSource({
        "accountSid, authToken, apiKeySid, accountSid",
        "authToken, accountSid, '', authToken",
        "apiKeySecret, accountSid, apiKeySid, apiKeySecret",
        "apiKeySid, accountSid, apiKeySecret, apiKeySid"
    })
    void whatIsMissingIsNamed(String absent, String first, String second, String named) throws Exception {
        Map<String, String> all =
                Map.of("accountSid", ACCOUNT, "authToken", TOKEN, "apiKeySid", KEY, "apiKeySecret", TOKEN);
        Map<String, String> settings = new LinkedHashMap<>(Map.of(absent, " "));
        settings.put(first, all.get(first));
        if (!second.isEmpty() && !first.equals("authToken")) {
            settings.put(second, all.get(second));
        }
        CheckResult result = StandIn.run(StandIn.make(new TwilioChecks(), settings));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CREDENTIALS_MISSING);
        assertThat(result.problem().message()).contains("\"integrations[0]." + named + "\" is missing or empty.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accountSid     | SK00112233445566778899aabbccddeeff | accountSid is not the SID of an account; use AC and the 32 digits from 0 to f behind it",
                "accountSid     | 0123456789abcdef0123456789abcdef   | accountSid is not the SID of an account; use AC and the 32 digits from 0 to f behind it",
                "apiKeySid      | AC00112233445566778899aabbccddeeff | apiKeySid is not the SID of an API key; use SK and the 32 digits from 0 to f behind it",
                "authToken      | SK00112233445566778899aabbccddeeff | authToken is a SID, which names something and proves nothing; use the auth token from the console of Twilio",
                "authToken      | 0123 4567                          | authToken holds white space or characters that no auth token has; copy it again, on one line",
                "sender         | 5550001                            | sender \"5550001\" is not allowed; use a phone number with its country, as +15550001",
                "minimumBalance | a lot                              | minimumBalance \"a lot\" is not allowed; use a decimal number in the currency of the account, as 20 or 12.50",
                "resource       | ../Keys                            | resource \"../Keys\" is not allowed; use Account, or a list of Twilio, as IncomingPhoneNumbers; of the balance, set \"minimumBalance\""
            })
    void aWrongSettingIsNamed(String name, String value, String message) {
        assertThatThrownBy(() -> StandIn.make(new TwilioChecks(), Map.of(name, value)))
                .hasMessage("integrations[0]." + name + ": " + message);
    }

    @Test
    void anAuthTokenBesideAKeyIsRefused() {
        Map<String, String> both = Map.of("authToken", TOKEN, "apiKeySecret", "another");

        assertThatThrownBy(() -> StandIn.make(new TwilioChecks(), both))
                .hasMessage("integrations[0].authToken: authToken stands beside an API key; keep one of the two");
    }

    @Test
    void oneCheckAsksForOneThing() {
        Map<String, String> both = Map.of("sender", "+15550001", "minimumBalance", "5");

        assertThatThrownBy(() -> StandIn.make(new TwilioChecks(), both))
                .hasMessageStartingWith(
                        "integrations[0].sender: resource, sender and minimumBalance stand side by side");
    }

    @Test
    void credentialsThatAreBoundToOtherHostsAreNotSent() {
        Secret bound = SECRET.boundTo(SecretHosts.of(List.of("api.twilio.com")));
        TwilioCheck check = TwilioCheck.with(ACCOUNT, bound).via(Route.to("https://twilio.example.com"));

        assertThatThrownBy(check::build).hasMessageContaining("api.twilio.com").hasMessageNotContaining(TOKEN);
        assertThat(TwilioCheck.with(ACCOUNT, bound).build()).isInstanceOf(HealthCheck.class);
    }

    @Test
    void theEndpointAsItIsShownIsTheDeclaredOne() throws Exception {
        try (StandIn twilio = StandIn.answering(fixture("account.json"))) {
            IntegrationBuilder draft = Integration.named("Tested");
            HealthCheck.Movable check = (HealthCheck.Movable) StandIn.make(
                    new TwilioChecks(),
                    Map.of("accountSid", ACCOUNT, "authToken", TOKEN, "baseUrl", twilio.url()),
                    draft);
            String shown = String.valueOf(draft.build().endpoint());
            CheckResult result = StandIn.run(check.withEndpoint(shown));

            assertThat(shown).endsWith("/Accounts/***.json");
            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(twilio.requests().get(0).line()).contains(ACCOUNT);
        }
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
    }

    private static Answer balance(String amount) {
        return Answer.of(200, "{\"balance\":" + amount + ",\"currency\":\"USD\"}");
    }

    private static Answer fixture(String name) throws Exception {
        return Answer.of(200, StandIn.fixture(TwilioCheckTest.class, name));
    }

    private static CheckResult ask(Map<String, ?> more, Answer answer) throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>(more);
        settings.put("accountSid", ACCOUNT);
        settings.put("authToken", TOKEN);
        return StandIn.ask(new TwilioChecks(), settings, answer);
    }
}
