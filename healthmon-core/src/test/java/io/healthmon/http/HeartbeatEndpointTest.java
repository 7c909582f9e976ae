package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.IntegrationHealth;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.event.HealthEvent.CheckCompleted;
import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatEndpointTest {

    private static final String PATH = "/api/heartbeats/backup";

    private final HandlerFixture fixture = new HandlerFixture().add("Mail", integration -> integration);
    private final BlockingQueue<CheckCompleted> results = new LinkedBlockingQueue<>();

    @BeforeEach
    void addHeartbeat() {
        fixture.monitor()
                .add(
                        Integration.named("Backup").failureThreshold(1),
                        Heartbeat.every(Duration.ofDays(1), Secret.of("beat")));
        fixture.monitor().listen(CheckCompleted.class, results::add);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({"GET,'',success", "POST,'',success", "POST,/start,start", "GET,/fail,fail", "POST,/log,log"})
    void aPingIsTaken(String method, String what, String ping) {
        Answer answer = fixture.send(method, PATH + what, "", bearer("beat"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text())
                .isEqualTo("{\"id\":\"backup\",\"ping\":\"" + ping + "\",\"receivedAt\":\"2026-03-15T10:30:00Z\"}");
    }

    @Test
    void aPingShowsAtOnceInTheState() throws Exception {
        fixture.send("POST", PATH, "", bearer("beat"));
        assertThat(checked().status()).isEqualTo(HealthStatus.HEALTHY);

        fixture.send("POST", PATH + "/fail", "disk full", bearer("beat"));
        IntegrationHealth failed = checked();
        assertThat(failed.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(failed.state().problem().message()).endsWith("that it failed: disk full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer own", "Basic beat", "beat", "Bearer ", ""})
    void whoHasNotTheTokenIsKeptOut(String authorization) {
        Answer answer = fixture.post(PATH, "Authorization", authorization);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(fixture.monitor().health("backup").state().lastCheckAt()).isNull();
    }

    @Test
    void anUnknownIdAndWhatIsNoHeartbeatLookTheSame() {
        Answer unknown = fixture.post("/api/heartbeats/none", bearer("beat"));
        Answer other = fixture.post("/api/heartbeats/mail", bearer("beat"));

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(other.text().replace("mail", "none")).isEqualTo(unknown.text());
    }

    @Test
    void withoutATokenNobodyLearnsWhatThereIs() {
        assertThat(fixture.post("/api/heartbeats/none").status()).isEqualTo(401);
    }

    @Test
    void otherMethodsAndActionsAreRefused() {
        assertThat(fixture.send("DELETE", PATH, "", bearer("beat")).header("Allow"))
                .isEqualTo("GET, POST, HEAD, OPTIONS");
        assertThat(fixture.post(PATH + "/stop", bearer("beat")).status()).isEqualTo(404);
        assertThat(fixture.send("HEAD", PATH, "", bearer("beat")).text()).isEmpty();
    }

    @Test
    void aClosedMonitorSaysSo() {
        fixture.handler();
        fixture.monitor().close();

        assertThat(fixture.post(PATH, bearer("beat")).status()).isEqualTo(503);
    }

    private IntegrationHealth checked() throws InterruptedException {
        CheckCompleted result = results.poll(10, TimeUnit.SECONDS);
        assertThat(result).isNotNull();
        return fixture.monitor().health("backup");
    }
}
