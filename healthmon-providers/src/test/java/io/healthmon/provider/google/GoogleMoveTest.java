package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.provider.statuspage.StatusPage;
import io.healthmon.secret.NamedSecrets;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens stay with the hosts that they were declared for, and under a guard nobody else is asked either. */
@Timeout(30)
class GoogleMoveTest {

    private static final TargetGuard PUBLIC = TargetGuard.publicOnly();

    private StandIn oauth;
    private StandIn google;

    @BeforeEach
    void setUp() throws Exception {
        oauth = StandIn.answering(Answer.of(200, "{\"access_token\":\"ya29.got\",\"expires_in\":3599}"));
        google = StandIn.answering(Answer.of(200, StandIn.fixture(GoogleMoveTest.class, "gmail_profile.json")));
    }

    @AfterEach
    void tearDown() {
        oauth.close();
        google.close();
    }

    /** A way to a token. */
    enum Way {
        APPLICATION,
        REFRESH,
        ACCOUNT;

        GmailCheck gmail(String oauth) {
            return switch (this) {
                case APPLICATION -> GmailCheck.with(Provided::token);
                case REFRESH -> GmailCheck.with(Provided.refreshToken(oauth + "/token"));
                case ACCOUNT -> GmailCheck.with(account(oauth).subject("orders@example.com"));
            };
        }

        CalendarCheck calendar(String oauth) {
            return switch (this) {
                case APPLICATION -> CalendarCheck.with(Provided::token);
                case REFRESH -> CalendarCheck.with(Provided.refreshToken(oauth + "/token"));
                case ACCOUNT -> CalendarCheck.with(account(oauth));
            };
        }

        private static ServiceAccount account(String oauth) {
            return ServiceAccount.of(Secret.of(AccountKeys.json(AccountKeys.document())))
                    .tokenUrl(oauth + "/token");
        }
    }

    static Way[] ways() {
        return Way.values();
    }

    private List<HealthCheck> checks(Way way, String url) {
        return List.of(
                way.gmail(oauth.url()).via(Route.to(url)).build(),
                way.calendar(oauth.url()).via(Route.to(url)).build());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void noTokenGoesToAnotherHost(Way way) throws Exception {
        AtomicInteger refused = new AtomicInteger();
        try (StandIn evil = StandIn.answering(Answer.of(200, "{}"))) {
            for (HealthCheck check : checks(way, google.url())) {
                for (String elsewhere : List.of(
                        evil.url() + "/gmail/v1/users/me/profile",
                        google.url().replace("127.0.0.1", "localhost") + "/",
                        "https://evil.example.com/")) {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> ((HealthCheck.Movable) check).withEndpoint(elsewhere))
                            .withMessageContaining("bound to " + google.url());
                    refused.incrementAndGet();
                }
                StandIn.run(check);
            }
            assertThat(evil.requests()).isEmpty();
        }
        assertThat(refused).hasValue(6);
        assertThat(google.requests())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).startsWith("Bearer ya29."));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anEditOfThePathIsFollowedOnTheSameHost(Way way) throws Exception {
        for (HealthCheck check : checks(way, google.url())) {
            HealthCheck moved = ((HealthCheck.Movable) check).withEndpoint(google.url() + "/elsewhere");

            assertThat(moved).isNotSameAs(check).asString().endsWith(" at " + google.url() + "/elsewhere");
            StandIn.run(moved);
        }
        assertThat(google.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.line()).isEqualTo("GET /elsewhere"));
    }

    @Test
    void theAddressAsItIsShownMeansTheDeclaredOne() throws Exception {
        CalendarCheck declared = CalendarCheck.with(Provided::token)
                .calendarId("team@group.calendar.google.com")
                .via(Route.to(google.url()));
        GoogleCheck check = (GoogleCheck) declared.build();
        HealthCheck moved = check.withEndpoint(" " + check.endpoint());
        StandIn.run(moved);

        assertThat(moved).isNotSameAs(check);
        assertThat(google.requests().get(0).line()).endsWith("/calendarList/team%40group.calendar.google.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gmail.googleapis.com",
                "ftp://gmail.googleapis.com/",
                "",
                "https://me:S3cr3t@gmail.googleapis.com/"
            })
    void whatIsNoAddressOrBringsALoginIsRefused(String endpoint) {
        GoogleCheck check = (GoogleCheck) GmailCheck.with(Provided::token).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.withEndpoint(endpoint))
                .withMessageNotContaining("S3cr3t");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aGuardIsHeard(Way way) throws Exception {
        int asked = 0;
        for (HealthCheck check : checks(way, google.url().replace("127.0.0.1", "localhost"))) {
            HealthCheck.Guardable guardable = (HealthCheck.Guardable) check;
            assertThatThrownBy(() -> guardable.guardedBy(PUBLIC)).hasMessageContaining("is this machine itself");
            assertThat(guardable.target()).isEqualTo("localhost");

            CheckResult result =
                    StandIn.run(guardable.guardedBy(PUBLIC.allowing(List.of("localhost", "127.0.0.1/32"))));
            assertThat(result.details()).containsEntry("http.status", "200");
            assertThat(google.requests()).hasSize(++asked);
        }
        assertThat(oauth.requests()).hasSize(way == Way.APPLICATION ? 0 : 2);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theTokenServiceIsJudgedToo(Way way) {
        for (HealthCheck check : List.of(
                way.gmail(oauth.url()).build(), way.calendar(oauth.url()).build())) {
            HealthCheck.Guardable guardable = (HealthCheck.Guardable) check;
            if (way == Way.APPLICATION) {
                assertThat(guardable.guardedBy(PUBLIC)).isNotSameAs(check);
            } else {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> guardable.guardedBy(PUBLIC))
                        .withMessageStartingWith("tokenUrl: 127.0.0.1 is this machine itself");
            }
        }
        assertThat(oauth.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFRESH", "ACCOUNT"})
    void aTokenServiceWhoseNameLeadsHereIsNotAsked(Way way) throws Exception {
        String port = oauth.url().substring(oauth.url().lastIndexOf(':'));
        TargetGuard guard = PUBLIC.resolvingBy(name -> new InetAddress[] {InetAddress.getLoopbackAddress()});
        HealthCheck check = way.gmail("http://oauth-stand-in" + port).build();
        CheckResult result = StandIn.run(((HealthCheck.Guardable) check).guardedBy(guard));

        assertThat(result.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message()).contains("oauth-stand-in has the address 127.0.0.1");
        assertThat(oauth.requests()).isEmpty();
    }

    @Test
    void aGuardedCheckSharesNoTokenWithOneThatIsNot() throws Exception {
        RefreshToken token = Provided.refreshToken(oauth.url() + "/token");
        HealthCheck plain = GmailCheck.with(token).via(Route.to(google.url())).build();
        HealthCheck guarded = ((HealthCheck.Guardable) plain).guardedBy(PUBLIC.allowing(List.of("127.0.0.1/32")));
        StandIn.run(plain);
        StandIn.run(guarded);
        StandIn.run(guarded);

        assertThat(oauth.requests()).hasSize(2);
        assertThat(google.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.com/token", "http://127.0.0.1:1/token"})
    void aNamedSecretGoesToItsHostsAlone(String tokenUrl) {
        assertThatThrownBy(() -> outside(tokenUrl, "oauth2.googleapis.com"))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(
                        "refreshToken: refreshToken is bound to oauth2.googleapis.com and is not sent to "
                                + tokenUrl.replace("/token", ""))
                .hasMessageNotContaining("1//0x");
        assertThat(outside(TokenService.URL, "oauth2.googleapis.com").target()).isEqualTo("gmail.googleapis.com");
    }

    @Test
    void aTokenServiceOfThisMachineIsRefusedEvenWhereNamedSecretsMayGoThere() {
        HealthCheck.Guardable check = outside(oauth.url() + "/token", oauth.url());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.guardedBy(PUBLIC))
                .withMessageStartingWith("tokenUrl: 127.0.0.1 is this machine itself");
    }

    private static HealthCheck.Guardable outside(String tokenUrl, String host) {
        NamedSecrets secrets = NamedSecrets.none().with("google", Secret.of("1//0x"), List.of(host));
        Map<String, Object> definition = new HashMap<>(Map.of("type", "gmail", "tokenUrl", tokenUrl));
        for (String name : List.of("refreshToken", "clientId", "clientSecret")) {
            definition.put(name, Map.of("secret", "google"));
        }
        CheckType type = new GmailChecks().types().iterator().next();
        return (HealthCheck.Guardable) type.factory()
                .create(
                        Settings.fromOutside("", definition, secrets, Redactor.standard()),
                        Integration.named("Tested"));
    }

    @Test
    void whatAnOperatorEditsIsMoved() throws Exception {
        HealthCheck check =
                GmailCheck.with(Provided::token).via(Route.to(google.url())).build();
        HealthCheck explained =
                StatusPage.of("Gmail", "https://status.example.com").explain(check);

        assertThat(explained).isInstanceOf(HealthCheck.Movable.class).isInstanceOf(HealthCheck.Guardable.class);
        assertThat(StandIn.run(((HealthCheck.Movable) explained)
                                .withEndpoint(google.url() + "/gmail/v1/users/x/profile"))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
        assertThat(google.requests().get(0).line()).isEqualTo("GET /gmail/v1/users/x/profile");
    }
}
