package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.NamedSecrets;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service account in configuration, and what is said of files that are none. */
@Timeout(30)
class ServiceAccountSettingsTest {

    private static final String WAY_OUT =
            "; use the JSON file that the Google Cloud console hands out with a new key of a service account, where this"
                    + " process may read it";

    @TempDir
    private Path folder;

    @Test
    void settingsAreEnough() throws Exception {
        try (StandIn oauth = StandIn.answering(Answer.of(200, "{\"access_token\":\"ya29.x\"}"));
                StandIn gmail = StandIn.answering(
                        Answer.of(200, StandIn.fixture(ServiceAccountSettingsTest.class, "gmail_profile.json")))) {
            Path key = write(AccountKeys.json(AccountKeys.document()));
            CheckResult result = StandIn.run(StandIn.make(
                    new GmailChecks(),
                    Map.of(
                            "serviceAccount",
                            " " + key + "\n",
                            "subject",
                            "user@example.com",
                            "tokenUrl",
                            oauth.url() + "/token",
                            "baseUrl",
                            gmail.url())));

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(oauth.requests()).hasSize(1);
            assertThat(gmail.requests().get(0).header("Authorization")).isEqualTo("Bearer ya29.x");
        }
    }

    @Test
    void withoutAFileItIsUnknownAndSaysWhatIsMissing() throws Exception {
        CheckResult result = StandIn.run(
                StandIn.make(new GmailChecks(), Map.of("serviceAccount", " ", "subject", "user@example.com")));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CREDENTIALS_MISSING);
        assertThat(result.problem().message())
                .isEqualTo("No service account key for Gmail is configured: \"integrations[0].serviceAccount\" is"
                        + " missing or empty.");
        assertThat(result.problem().resolution()).contains("${GOOGLE_APPLICATION_CREDENTIALS}");
    }

    @Test
    void aVariableThatIsNotSetLeavesTheOtherWayOpen() throws Exception {
        CheckResult result =
                StandIn.run(StandIn.make(new GmailChecks(), Map.of("serviceAccount", "", "refreshToken", "1//0x")));

        assertThat(result.problem().message()).contains("\"integrations[0].clientId\" is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type        |                 | lacks \"type\"",
                "type        | authorized_user | is of the type \"authorized_user\", not \"service_account\"",
                "type        | S3cr3t value    | is of the type, not \"service_account\"",
                "client_email|                 | lacks \"client_email\"",
                "client_email| S3cr3t          | holds a \"client_email\" that is no address",
                "private_key |                 | lacks \"private_key\"",
                "private_key | S3cr3t          | holds a \"private_key\" that is broken, or no RSA key in PKCS#8 (BEGIN PRIVATE KEY)"
            })
    void aFileThatIsNotCompleteSaysWhatIsMissing(String field, String value, String message) throws IOException {
        Map<String, Object> document = AccountKeys.document();
        if (value == null) {
            document.remove(field);
        } else {
            document.put(field, value);
        }
        Path key = write(AccountKeys.json(document));

        assertRefused(key, "\"" + key + "\" " + message + WAY_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "rsa", "ec", "no base64"})
    void aKeyThatIsBrokenIsRefusedAndNotShown(String kind) throws IOException {
        String pem = AccountKeys.pem();
        Map<String, Object> document = AccountKeys.document();
        document.put(
                "private_key",
                switch (kind) {
                    case "cut" -> pem.replaceFirst("(?s)\n.{200}", "\n");
                    case "rsa" -> pem.replace("PRIVATE KEY", "RSA PRIVATE KEY");
                    case "ec" -> AccountKeys.pem(AccountKeys.pair("EC", 256));
                    default -> "-----BEGIN PRIVATE KEY-----\nMIIE!\n-----END PRIVATE KEY-----\n";
                });
        Path key = write(AccountKeys.json(document));

        assertRefused(
                key,
                "\"" + key + "\" holds a \"private_key\" that is broken, or no RSA key in PKCS#8 (BEGIN PRIVATE KEY)"
                        + WAY_OUT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "S3cr3t                          | is not a JSON object: line 1, column",
                "[]                              | is not a JSON object: line 1, column",
                "{\"web\":{\"client_id\":\"x\"}} | is of an OAuth client, not of a service account",
                "''                              | is not a JSON object: line 1, column"
            })
    void aFileOfSomethingElseIsRefusedAndNotShown(String content, String message) throws IOException {
        Path key = write(content);

        assertThatThrownBy(() -> make(Map.of("serviceAccount", key.toString())))
                .hasMessageStartingWith("integrations[0].serviceAccount: serviceAccount \"" + key + "\" " + message)
                .hasMessageEndingWith(WAY_OUT)
                .hasMessageNotContaining("S3cr3t")
                .hasNoCause();
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Path absent = folder.resolve("absent.json");
        Path large = write(" ".repeat(70_000));

        assertRefused(absent, "\"" + absent + "\" cannot be read (NoSuchFileException)" + WAY_OUT);
        assertRefused(folder, "\"" + folder + "\" is no file" + WAY_OUT);
        assertRefused(large, "\"" + large + "\" is larger than 64 KiB" + WAY_OUT);
    }

    @Test
    void theKeyInPlaceOfItsFileIsRefusedAndNotShown() {
        for (String value : new String[] {AccountKeys.json(AccountKeys.document()), AccountKeys.pem()}) {
            assertThatThrownBy(() -> make(Map.of("serviceAccount", value)))
                    .hasMessage("integrations[0].serviceAccount: serviceAccount holds the key itself, where the path of"
                            + " its file belongs" + WAY_OUT);
        }
        assertThatThrownBy(() -> make(Map.of("serviceAccount", "a\0b")))
                .hasMessage("integrations[0].serviceAccount: serviceAccount is not a path of this system" + WAY_OUT);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws IOException {
        String key = write(AccountKeys.json(AccountKeys.document())).toString();

        assertThatThrownBy(() -> make(Map.of("serviceAccount", key, "clientId", "x", "subject", "u@example.com")))
                .hasMessage("integrations[0].serviceAccount: serviceAccount stands beside refreshToken, clientId or"
                        + " clientSecret, which are of a user; keep one of the two ways to a token");
        assertThatThrownBy(() -> make(Map.of("subject", "u@example.com")))
                .hasMessage("integrations[0].subject: subject stands without serviceAccount, which would act for that"
                        + " user; set \"serviceAccount\", or leave \"subject\" out");
        assertThatThrownBy(() -> make(Map.of("serviceAccount", key, "subject", "orders")))
                .hasMessage("integrations[0].subject: subject \"orders\" is not allowed; use the address of a user, as"
                        + " orders@example.com");
        assertThatThrownBy(() -> make(Map.of("serviceAccount", key)))
                .hasMessage("integrations[0].subject: subject is missing: a service account has no mailbox of its own;"
                        + " set subject to the address of a user for whom it may act");
    }

    @Test
    void inCodeAWrongKeyIsRefusedTooAndABlankOneIsMissing() throws Exception {
        assertThatThrownBy(() -> ServiceAccount.of(Secret.of("S3cr3t")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("serviceAccount is not a JSON object: line 1")
                .hasMessageNotContaining("S3cr3t");
        assertThatThrownBy(() -> ServiceAccount.of(folder.resolve("absent.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absent.json\" cannot be read (NoSuchFileException)");
        assertThat(StandIn.run(CalendarCheck.with(ServiceAccount.of(Secret.of(" ")))
                                .build())
                        .problem()
                        .message())
                .isEqualTo("No service account key for Google Calendar is configured: \"serviceAccount\" is missing or"
                        + " empty.");
    }

    @Test
    void overTheApiNoFileCanBeNamed() throws IOException {
        String key = write(AccountKeys.json(AccountKeys.document())).toString();
        Settings outside = Settings.fromOutside(
                "", Map.of("type", "google-calendar", "serviceAccount", key), NamedSecrets.none(), Redactor.standard());

        assertThatThrownBy(() -> new CalendarChecks()
                        .types()
                        .iterator()
                        .next()
                        .factory()
                        .create(outside, Integration.named("Tested")))
                .hasMessageStartingWith(
                        "serviceAccount: names a file of this machine, which is not taken from outside");
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> make(Map.of("serviceAccount", file.toString())))
                .hasMessage("integrations[0].serviceAccount: serviceAccount " + message)
                .hasMessageNotContaining("S3cr3t")
                .hasNoCause();
    }

    private static void make(Map<String, String> settings) {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        StandIn.make(new GmailChecks(), all);
    }

    private Path write(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "key", ".json"), content);
    }
}
