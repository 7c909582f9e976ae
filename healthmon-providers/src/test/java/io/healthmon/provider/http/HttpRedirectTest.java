package io.healthmon.provider.http;

import static io.healthmon.provider.http.Runs.ok;
import static io.healthmon.provider.http.Runs.run;
import static io.healthmon.provider.http.Runs.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.secret.Secret;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpRedirectTest {

    @Test
    void aRedirectToTheSameHostIsFollowedWithItsHeaders() throws Exception {
        try (RawServer server = redirecting("/new?x=1")) {
            CheckResult result = run(HttpCheck.to(server.url())
                    .header("Authorization", Secret.of("Bearer hidden"))
                    .build());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).containsEntry("redirects", "1");
            assertThat(server.requests().get(1)).startsWith("GET /new?x=1 ").contains("Bearer hidden");
        }
    }

    @Test
    void aRedirectToAnotherPortIsAnotherHostAndNotFollowed() throws Exception {
        try (RawServer other = RawServer.answering(ok("fine"));
                RawServer server = redirecting(other.url() + "new?token=hidden")) {
            CheckResult result = run(HttpCheck.get(server.url()));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(result.problem().message()).isEqualTo("The address has moved to " + other.url() + "new.");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void aRedirectToAnotherHostTakesNoHeadersAlong() throws Exception {
        try (RawServer other = RawServer.answering(ok("fine"));
                RawServer server = redirecting(other.url())) {
            CheckResult result = run(HttpCheck.to(server.url())
                    .redirects(RedirectPolicy.ALWAYS)
                    .header("Authorization", Secret.of("Bearer hidden"))
                    .header("Cookie", "session=hidden")
                    .header("X-Api-Key", "hidden")
                    .build());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(other.requests().get(0))
                    .contains("User-Agent: healthmon/")
                    .doesNotContain("hidden");
        }
    }

    @Test
    void aBodyIsNotSentToAnotherHost() throws Exception {
        try (RawServer other = RawServer.answering(ok("fine"));
                RawServer server = RawServer.answering(status(307, "Location: " + other.url()))) {
            CheckResult result = run(HttpCheck.to(server.url())
                    .redirects(RedirectPolicy.ALWAYS)
                    .method("POST")
                    .body("{}")
                    .build());

            assertThat(result.problem().message()).contains("the body would go to another host");
            assertThat(other.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"301,GET", "302,GET", "303,GET", "307,POST", "308,POST"})
    void aPostIsRepeatedOnlyWhereTheStatusSaysSo(int status, String method) throws Exception {
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.write(status(status, "Location: /new"));
            connection.readRequest();
            connection.write(ok("fine"));
        })) {
            run(HttpCheck.to(server.url()).method("POST").body("{}").build());

            assertThat(server.requests().get(1)).startsWith(method + " /new ");
        }
    }

    @Test
    void aLoopEndsAfterFiveRedirects() throws Exception {
        try (RawServer server = RawServer.answering(status(302, "Location: /again"))) {
            CheckResult result = run(HttpCheck.get(server.url()));

            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(result.problem().message()).contains("more than 5 times", "loop");
            assertThat(server.requests()).hasSize(6);
        }
    }

    @Test
    void neverFollowsNothing() throws Exception {
        try (RawServer server = redirecting("/new")) {
            CheckResult result = run(
                    HttpCheck.to(server.url()).redirects(RedirectPolicy.NEVER).build());

            assertThat(result.problem().message()).startsWith("The address has moved to");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aRedirectThatIsExpectedIsTheAnswer() throws Exception {
        try (RawServer server = redirecting("/new")) {
            assertThat(run(HttpCheck.to(server.url()).expectStatus("302").build())
                            .status())
                    .isEqualTo(HealthStatus.HEALTHY);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"ftp://127.0.0.1/,cannot be read", "'http://[broken',cannot be read", ",without saying where"})
    void aRedirectToNowhereIsSaidSo(String location, String said) throws Exception {
        String answer = location == null ? status(302) : status(302, "Location: " + location);
        try (RawServer server = RawServer.answering(answer)) {
            assertThat(run(HttpCheck.get(server.url())).problem().message()).contains(said);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:99999/", "http://127.0.0.1:0/", "http://my_host/", "//a b/"})
    void aRedirectToAnAddressThatCannotBeUsedIsAMistakeOfConfiguration(String location) throws Exception {
        try (RawServer server = redirecting(location)) {
            HttpCheck check =
                    HttpCheck.to(server.url()).redirects(RedirectPolicy.ALWAYS).build();
            CheckResult result = run(check);

            assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
            assertThat(result.problem().message())
                    .isEqualTo("The service redirects to an address that cannot be read.");
        }
    }

    private static RawServer redirecting(String location) throws IOException {
        return RawServer.start(connection -> {
            connection.readRequest();
            connection.write(status(302, "Location: " + location));
            connection.readRequest();
            connection.write(ok("fine"));
        });
    }
}
