package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Integration;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatLimitTest {

    private static final String BACKUP = "/api/heartbeats/backup";

    private final HandlerFixture fixture = new HandlerFixture();

    @BeforeEach
    void addHeartbeats() {
        for (String name : List.of("Backup", "Import")) {
            fixture.monitor().add(Integration.named(name), Heartbeat.every(Duration.ofDays(1), Secret.of("beat")));
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aHeartbeatTakesSixtyPingsAMinuteWhicheverTheyAre() {
        for (int number = 0; number < 60; number++) {
            String what = List.of("", "/start", "/log", "/fail").get(number % 4);
            assertThat(fixture.post(BACKUP + what, bearer("beat")).status()).isEqualTo(202);
        }
        Answer refused = fixture.get(BACKUP + "/log", bearer("beat"));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        assertThat(refused.text()).contains("A heartbeat takes 60 pings a minute.");
    }

    @Test
    void afterASecondItTakesOneMore() {
        useUp();
        fixture.time.freezeScheduler();
        fixture.time.advance(Duration.ofSeconds(1));

        assertThat(fixture.post(BACKUP, bearer("beat")).status()).isEqualTo(202);
        assertThat(fixture.post(BACKUP, bearer("beat")).status()).isEqualTo(429);
    }

    @Test
    void aPingThatIsRefusedDoesNotCountAsOne() {
        useUp();
        var before = fixture.monitor().health("backup").state();
        fixture.send("POST", BACKUP + "/fail", "wild", bearer("beat"));

        assertThat(fixture.monitor().health("backup").state().status()).isEqualTo(before.status());
    }

    @Test
    void oneHeartbeatThatRunsWildDoesNotHoldUpAnother() {
        useUp();

        assertThat(fixture.post("/api/heartbeats/import", bearer("beat")).status())
                .isEqualTo(202);
    }

    @Test
    void whoHasNotItsTokenUsesNothingUp() {
        for (int number = 0; number < 100; number++) {
            fixture.post(BACKUP, bearer("wrong"));
        }

        assertThat(fixture.post(BACKUP, bearer("beat")).status()).isEqualTo(202);
    }

    private void useUp() {
        for (int number = 0; number < 60; number++) {
            fixture.post(BACKUP + "/log", bearer("beat"));
        }
    }
}
