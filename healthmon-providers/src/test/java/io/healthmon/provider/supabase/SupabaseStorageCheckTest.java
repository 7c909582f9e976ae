package io.healthmon.provider.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import io.healthmon.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SupabaseStorageCheckTest {

    private static final String PROJECT = "abcdefghijklmnopqrst";
    private static final String KEY = "sb_secret_abcdefghijklmnop";

    @Test
    void aListOfBucketsIsHealthy() throws Exception {
        try (StandIn supabase = StandIn.answering(fixture("storage_buckets.json"))) {
            CheckResult result = StandIn.run(SupabaseStorageCheck.with(PROJECT, Secret.of(KEY))
                    .via(Route.to(supabase.url()))
                    .build());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(result.details()).doesNotContainKey("reduced");
            assertThat(supabase.requests().get(0).line()).isEqualTo("GET /storage/v1/bucket?limit=1");
        }
    }

    @Test
    void anEmptyListIsHealthyAndSaidToProveNoAccess() throws Exception {
        CheckResult result = ask(Map.of(), Answer.of(200, "[]"));

        assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details().get("reduced")).contains("not that the key may see a bucket");
    }

    @Test
    void aListOfSomethingElseNamesTheField() throws Exception {
        assertThat(ask(Map.of(), Answer.of(200, "[{\"name\":\"x\"}]")).problem().message())
                .contains("\"[0].id\" is missing instead of a text");
    }

    @Test
    void theBucketThatIsNamedIsLookedFor() throws Exception {
        try (StandIn supabase = StandIn.answering(Answer.of(200, "{\"id\":\"avatars\",\"new\":[]}"))) {
            CheckResult result = StandIn.run(SupabaseStorageCheck.with(PROJECT, Secret.of(KEY))
                    .bucket("avatars")
                    .via(Route.to(supabase.url()))
                    .build());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(supabase.requests().get(0).line()).isEqualTo("GET /storage/v1/bucket/avatars");
        }
    }

    @Test
    void anAnswerAboutAnotherBucketIsUnexpected() throws Exception {
        CheckResult result = ask(Map.of("bucket", "av"), Answer.of(200, "{\"id\":\"other\"}"));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message()).contains("\"id\" is a text instead of the text av");
    }

    @Test
    void aServiceThatSaysItIsWellIsHealthy() throws Exception {
        try (StandIn supabase = StandIn.answering(fixture("storage_health_ok.json"))) {
            CheckResult result = StandIn.run(SupabaseStorageCheck.with(PROJECT, Secret.of(KEY))
                    .ownHealth(true)
                    .via(Route.to(supabase.url()))
                    .build());

            assertThat(result.status()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(supabase.requests().get(0).line()).isEqualTo("GET /storage/v1/health");
        }
    }

    @Test
    void aServiceThatSaysWithTheStatus200ThatItIsIllIsDown() throws Exception {
        CheckResult result = ask(Map.of("ownHealth", true), fixture("storage_health_bad.json"));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.SERVER_ERROR);
        assertThat(result.problem().message())
                .isEqualTo("Supabase Storage says itself that it is not healthy: it cannot use its database.");
        assertThat(result.problem().resolution()).contains("dashboard", "https://status.supabase.com");
        assertThat(result.problem().documentation()).isEqualTo("https://status.supabase.com");
    }

    @Test
    void aWrongBucketIsNamed() {
        assertThatThrownBy(() -> ask(Map.of("bucket", "a/b"), Answer.of(200, "[]")))
                .hasMessage(
                        "integrations[0].bucket: bucket \"a/b\" is not allowed; use the id of a bucket, as avatars");
    }

    @Test
    void bucketAndOwnHealthDoNotGoTogether() {
        assertThatThrownBy(() -> ask(Map.of("bucket", "avatars", "ownHealth", true), Answer.of(200, "[]")))
                .hasMessageStartingWith("integrations[0].ownHealth: ownHealth stands beside bucket");
    }

    private static Answer fixture(String name) throws Exception {
        return Answer.of(200, StandIn.fixture(SupabaseStorageCheckTest.class, name));
    }

    private static CheckResult ask(Map<String, ?> more, Answer answer) throws Exception {
        Map<String, Object> settings = new LinkedHashMap<>(more);
        settings.put("type", "supabase-storage");
        settings.put("project", PROJECT);
        settings.put("apiKey", KEY);
        return StandIn.ask(new SupabaseChecks(), settings, answer);
    }
}
