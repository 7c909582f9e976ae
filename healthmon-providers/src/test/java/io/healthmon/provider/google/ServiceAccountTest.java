package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.json.Json;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service account signs, and what it gets for that. */
@Timeout(30)
class ServiceAccountTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final String GOOD =
            "{\"access_token\":\"ya29.account\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";
    private static final String TYPE = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";
    private static final String AUTH = "https://www.googleapis.com/auth/";

    private final Map<String, Object> document = AccountKeys.document();
    private StandIn oauth;
    private StandIn google;
    private ServiceAccount account;
    private Instant now = START;

    @BeforeEach
    void setUp() throws Exception {
        oauth = StandIn.answering(Answer.of(200, GOOD));
        google = StandIn.answering(Answer.of(200, StandIn.fixture(ServiceAccountTest.class, "gmail_profile.json")));
        account = ServiceAccount.of(Secret.of(AccountKeys.json(document)))
                .subject("orders@example.com")
                .tokenUrl(oauth.url() + "/token");
    }

    @AfterEach
    void tearDown() {
        oauth.close();
        google.close();
    }

    @Test
    void whatItSignsIsVerifiedByItsPublicKey() throws Exception {
        CheckResult result = run(gmail(account));

        StandIn.Request request = oauth.requests().get(0);
        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(request.line()).isEqualTo("POST /token");
        assertThat(request.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        String[] parts = assertion(0).split("\\.", -1);
        assertThat(parts).hasSize(3);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(AccountKeys.verifier());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(decoded(parts[0]))
                .containsOnly(Map.entry("alg", "RS256"), Map.entry("typ", "JWT"), Map.entry("kid", "0a1b2c3d4e5f"));
        assertThat(google.requests().get(0).header("Authorization")).isEqualTo("Bearer ya29.account");
    }

    @Test
    void itSaysWhoItIsForWhomAndToWhomForAnHour() throws Exception {
        run(gmail(account));

        assertThat(claims(0))
                .containsOnly(
                        Map.entry("iss", document.get("client_email")),
                        Map.entry("sub", "orders@example.com"),
                        Map.entry("scope", AUTH + "gmail.metadata"),
                        Map.entry("aud", oauth.url() + "/token"),
                        Map.entry("iat", (int) START.getEpochSecond()),
                        Map.entry("exp", (int) START.plusSeconds(3_600).getEpochSecond()));
    }

    @Test
    void withoutASubjectItActsForItselfAndWithoutAnIdNoKeyIsNamed() throws Exception {
        document.remove("private_key_id");
        google.answer(Answer.of(200, StandIn.fixture(ServiceAccountTest.class, "calendar_list_entry_primary.json")));
        ServiceAccount own =
                ServiceAccount.of(Secret.of(AccountKeys.json(document))).tokenUrl(oauth.url());

        assertThat(run(calendar(own)).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(claims(0)).doesNotContainKey("sub").containsEntry("scope", AUTH + "calendar.calendarlist.readonly");
        assertThat(decoded(assertion(0).split("\\.", -1)[0])).doesNotContainKey("kid");
    }

    @ParameterizedTest
    @CsvSource({
        "PROFILE,,gmail.metadata",
        "LABELS,,gmail.labels",
        "SEND,,gmail.send",
        "MESSAGES,gmail.readonly,gmail.readonly",
        "PROFILE,gmail.send gmail.readonly,gmail.readonly gmail.send"
    })
    void itAsksForTheScopesOfTheCheckOrElseForTheLeast(GmailCall call, String scopes, String asked) throws Exception {
        GmailCheck check = GmailCheck.with(account).call(call).via(Route.to(google.url()));
        run((scopes == null ? check : check.scopes(scopes.split(" ", -1))).build());

        assertThat(claims(0)).containsEntry("scope", AUTH + asked.replace(" ", " " + AUTH));
    }

    @Test
    void theScopeOfAllMailIsWrittenAsGoogleWantsIt() throws Exception {
        run(GmailCheck.with(account)
                .scopes("https://mail.google.com/")
                .via(Route.to(google.url()))
                .build());

        assertThat(claims(0)).containsEntry("scope", "https://mail.google.com/");
    }

    @Test
    void whereTheAnswerTellsNoScopesThoseThatWereAskedForCount() throws Exception {
        CheckResult result = run(GmailCheck.with(account)
                .call(GmailCall.SEND)
                .via(Route.to(google.url()))
                .build());

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(google.requests()).isEmpty();
    }

    @Test
    void scopesThatDoNotCoverTheCallAreToldWithWhatToDo() throws Exception {
        CheckResult result = run(GmailCheck.with(account)
                .scopes("gmail.labels")
                .via(Route.to(google.url()))
                .build());

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.PERMISSION);
        assertThat(result.problem().resolution())
                .isEqualTo("Name one that is enough in \"scopes\", and let the administrator allow it to the service"
                        + " account.");
        assertThat(google.requests()).isEmpty();
    }

    @Test
    void theTokenIsKeptUntil80PercentOfItsLifetimeAreOver() throws Exception {
        HealthCheck check = gmail(account);
        run(check);
        now = START.plusSeconds(2_878);
        run(check);
        assertThat(oauth.requests()).hasSize(1);

        now = START.plusSeconds(2_880);
        run(check);
        assertThat(oauth.requests()).hasSize(2);
        assertThat(claims(1)).containsEntry("iat", (int) now.getEpochSecond());
    }

    @Test
    void bothChecksShareATokenWithTheSameScopes() throws Exception {
        String[] scopes = {"gmail.metadata", "calendar.calendarlist.readonly"};
        ServiceAccount equal = ServiceAccount.of(Secret.of(AccountKeys.json(document)))
                .tokenUrl(oauth.url() + "/token")
                .subject("orders@example.com");
        HealthCheck gmail = GmailCheck.with(account)
                .scopes(scopes)
                .via(Route.to(google.url()))
                .build();
        HealthCheck calendar = CalendarCheck.with(equal)
                .scopes(scopes)
                .via(Route.to(google.url()))
                .build();
        run(gmail);
        google.answer(Answer.of(200, StandIn.fixture(ServiceAccountTest.class, "calendar_list_entry_primary.json")));

        assertThat(run(calendar).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(oauth.requests()).hasSize(1);
        assertThat(google.requests()).hasSize(2);
    }

    @Test
    void anotherSubjectHasATokenOfItsOwn() throws Exception {
        HealthCheck one = gmail(account);
        HealthCheck other = gmail(account.subject("sales@example.com"));
        run(one);
        run(other);

        assertThat(oauth.requests()).hasSize(2);
        assertThat(claims(1)).containsEntry("sub", "sales@example.com");
    }

    @Test
    void aTokenServiceThatIsBusyChangesNothingAsLongAsTheTokenIsGood() throws Exception {
        HealthCheck check = gmail(account);
        run(check);
        oauth.answer(Answer.of(503, "{}"));
        now = START.plusSeconds(3_000);
        CheckResult good = run(check);

        assertThat(good.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(good.details()).containsEntry("refresh", "Google's token service is busy.");
    }

    @Test
    void whatItSignedIsShownNowhereWhenTheServiceSendsItBack() throws Exception {
        HealthCheck check = gmail(account);
        run(check);
        String assertion = assertion(0);
        oauth.answer(Answer.of(400, "{\"error\":\"" + assertion + "\"}"));
        now = START.plusSeconds(3_600);
        CheckResult result = run(check);

        assertThat(result.problem().message())
                .isEqualTo("The token service answers with the error ***, which is not known here.");
    }

    @Test
    void theMonitorKnowsTheKeyAsAWholeAndLineByLine() {
        String pem = AccountKeys.pem();
        String line = pem.split("\n", -1)[3];
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(GmailCheck.integration("Mailbox").build(), gmail(account))
                .build()) {
            assertThat(monitor.redactor().redact("of " + pem.strip() + ", or only " + line + " of it"))
                    .isEqualTo("of ***, or only *** of it");
        }
    }

    @Test
    void theTokenServiceIsGooglesWhateverTheFileSays() {
        ServiceAccount plain = ServiceAccount.of(Secret.of(AccountKeys.json(document)));

        assertThat(document.get("token_uri")).isEqualTo("https://evil.example.com/token");
        assertThat(plain).asString().endsWith(" for https://oauth2.googleapis.com/token");
    }

    @Test
    void noTextShowsTheKey() {
        assertThat(account)
                .hasToString("service account " + document.get("client_email") + " for " + oauth.url() + "/token");
        ServiceAccountKey key =
                ServiceAccountKey.read(AccountKeys.json(document).getBytes(StandardCharsets.UTF_8));
        assertThat(key).hasToString("key of " + document.get("client_email"));
        assertThat(gmail(account).toString()).isEqualTo("Gmail at " + google.url() + "/gmail/v1/users/me/profile");
    }

    @ParameterizedTest
    @CsvSource({"accounts.example.com,https://oauth2.googleapis.com", "oauth2.googleapis.com,https://evil.example.com"})
    void aBoundKeyGoesToItsHostsAlone(String host, String refused) {
        Secret bound = Secret.of(AccountKeys.json(document)).boundTo(SecretHosts.of(List.of(host)));
        CalendarCheck check = CalendarCheck.with(ServiceAccount.of(bound)).via(Route.to("https://evil.example.com"));

        assertThatThrownBy(check::build)
                .hasMessage("serviceAccount is bound to " + host + " and is not sent to " + refused
                        + "; use an address there, or add the host to the secret");
    }

    private HealthCheck gmail(ServiceAccount whose) {
        return GmailCheck.with(whose).via(Route.to(google.url())).build();
    }

    private HealthCheck calendar(ServiceAccount whose) {
        return CalendarCheck.with(whose).via(Route.to(google.url())).build();
    }

    private String assertion(int request) {
        String body = oauth.requests().get(request).body();
        assertThat(body).startsWith(TYPE);
        return URLDecoder.decode(body.substring(TYPE.length()), StandardCharsets.UTF_8);
    }

    private Map<String, Object> claims(int request) {
        return decoded(assertion(request).split("\\.", -1)[1]);
    }

    private static Map<String, Object> decoded(String part) {
        return Json.readObject(Base64.getUrlDecoder().decode(part));
    }

    private CheckResult run(HealthCheck check) throws Exception {
        return check.check(new CheckContext(Integration.named("Tested").build(), Duration.ofSeconds(10), now));
    }
}
