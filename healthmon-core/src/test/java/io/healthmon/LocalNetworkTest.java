package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.alert.AlertKind;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.composed.InverseCheck;
import io.healthmon.check.network.TcpCheck;
import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthEvent.AlertRaised;
import io.healthmon.event.HealthEvent.StatusChanged;
import io.healthmon.state.LocalNetworkRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A network of this machine that is lost and comes back, through a whole monitor. */
class LocalNetworkTest {

    private static final String NETWORK = NetworkReaction.ID;

    private final RecordingChannel mail = new RecordingChannel();
    private final AtomicBoolean up = new AtomicBoolean(true);
    private MonitorHarness harness = MonitorHarness.of(builder -> builder.alert("mail", mail));

    private final HealthCheck service =
            context -> up.get() ? CheckResult.healthy() : CheckResult.down(Cause.CONNECT, "Network is unreachable.");

    @AfterEach
    void close() {
        harness.close();
    }

    private static IntegrationBuilder at(String host) {
        return Integration.named(host)
                .endpoint("https://" + host + "/")
                .failureThreshold(2)
                .every(Duration.ofMinutes(5));
    }

    private HealthStatus status(String host) {
        return harness.monitor.health(host.replace('.', '-')).status();
    }

    private IntegrationHealth check(String host) throws Exception {
        IntegrationHealth health = harness.check(host.replace('.', '-'));
        harness.time.advance(Duration.ZERO);
        return health;
    }

    /** Lets what was asked of the scheduler happen until the network's own integration says so. */
    private void awaitNetwork(HealthStatus status) {
        MonitorHarness.await("the network is " + status, () -> {
            harness.time.advance(Duration.ZERO);
            return harness.monitor.find(NETWORK).map(IntegrationHealth::status).orElse(HealthStatus.UNKNOWN) == status;
        });
    }

    private long healthy(String id) {
        return harness.monitor.checkCounts(id).get(HealthStatus.HEALTHY);
    }

    /** Checks hosts three times each, whose names the real resolver does not know. */
    private List<String> checkedWithoutNameServer() throws Exception {
        List<String> hosts = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            String host = "shop" + number + ".invalid";
            hosts.add(host);
            harness.monitor.add(
                    Integration.named(host).failureThreshold(3).every(Duration.ofMinutes(5)), TcpCheck.of(host, 80));
        }
        for (String host : hosts) {
            check(host);
            harness.time.advance(Duration.ofSeconds(1));
        }
        for (String host : hosts) {
            check(host);
            check(host);
        }
        return hosts;
    }

    private boolean checkedAndIdle(String id) {
        return harness.idle(id) && harness.monitor.health(id).state().checked();
    }

    /** Returns all events up to some alert, which listeners are told a moment after the channel. */
    private List<HealthEvent> toldUntil(int alerts) {
        List<HealthEvent> told = new ArrayList<>();
        MonitorHarness.await(alerts + " alerts are told", () -> {
            told.addAll(harness.arrived());
            return alerts(told).size() >= alerts;
        });
        return told;
    }

    private List<AlertRaised> alerts(List<HealthEvent> events) {
        List<AlertRaised> alerts = new ArrayList<>();
        for (HealthEvent event : events) {
            if (event instanceof AlertRaised raised) {
                alerts.add(raised);
            }
        }
        return alerts;
    }

    @Test
    void manyHostsWithoutANameServerAreOneOutageOfTheNetworkAndNoneOfTheirs() throws Exception {
        List<String> hosts = checkedWithoutNameServer();
        awaitNetwork(HealthStatus.DOWN);

        IntegrationHealth last = check("shop11.invalid");
        assertThat(last.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(last.state().problem().cause()).isEqualTo(Cause.LOCAL_NETWORK);
        assertThat(last.state().problem().message())
                .isEqualTo("The network of this machine is the likely reason, since no host can be reached."
                        + " The host name shop11.invalid could not be resolved.");
        assertThat(hosts).allSatisfy(host -> assertThat(status(host)).isEqualTo(HealthStatus.UNKNOWN));
        mail.awaitAttempts(1);
        assertThat(mail.attempts().get(0).subject()).isEqualTo("DOWN: Local network (high)");
        List<HealthEvent> told = toldUntil(1);
        assertThat(alerts(told)).hasSize(1);
        assertThat(told.stream().filter(StatusChanged.class::isInstance).map(HealthEvent::integration))
                .extracting(Integration::id)
                .containsOnlyOnce(NETWORK);
    }

    @Test
    void theFirstAnswerEndsItAndIsTold() throws Exception {
        for (String host : List.of("a.com", "b.com", "c.com", "d.com")) {
            harness.monitor.add(at(host), service);
        }
        up.set(false);
        for (String host : List.of("a.com", "b.com", "c.com")) {
            check(host);
            harness.time.advance(Duration.ofSeconds(1));
        }
        awaitNetwork(HealthStatus.DOWN);
        assertThat(status("c.com")).isEqualTo(HealthStatus.UNKNOWN);
        up.set(true);
        check("d.com");
        awaitNetwork(HealthStatus.HEALTHY);
        check("a.com");

        assertThat(status("a.com")).isEqualTo(HealthStatus.HEALTHY);
        mail.awaitAttempts(2);
        assertThat(alerts(toldUntil(2)))
                .extracting(raised ->
                        raised.integration().id() + " " + raised.alert().kind())
                .containsExactly(NETWORK + " " + AlertKind.DOWN, NETWORK + " " + AlertKind.RECOVERED);
    }

    @Test
    void theTimeCountsAsUnknownAndNotAsDown() throws Exception {
        for (String host : List.of("a.com", "b.com", "c.com")) {
            harness.monitor.add(at(host), service);
            check(host);
        }
        up.set(false);
        check("a.com");
        check("b.com");
        harness.time.advance(Duration.ofSeconds(3));
        for (int round = 0; round < 5; round++) {
            check("c.com");
        }

        assertThat(harness.monitor.checkCounts("c-com"))
                .containsEntry(HealthStatus.UNKNOWN, 5L)
                .containsEntry(HealthStatus.DOWN, 0L);
        assertThat(harness.monitor.uptime30Days("c-com")).hasValue(100.0);
    }

    @Test
    void oneHostThatFallsSilentHasOthersCheckedAndIsDownWhenTheyAnswer() throws Exception {
        AtomicBoolean alone = new AtomicBoolean(true);
        for (String host : List.of("b.com", "c.com", "d.com")) {
            harness.monitor.add(at(host), service);
            check(host);
        }
        harness.monitor.add(
                at("a.com"),
                context -> alone.get() ? CheckResult.healthy() : CheckResult.down(Cause.DNS, "Nobody knows it."));
        harness.monitor.start();
        harness.time.advance(Duration.ofSeconds(2));
        List<String> all = List.of("a-com", "b-com", "c-com", "d-com");
        MonitorHarness.await("each was checked", () -> all.stream().allMatch(this::checkedAndIdle));
        harness.time.advance(Duration.ofSeconds(30));
        alone.set(false);
        Map<String, Long> before = new HashMap<>();
        all.forEach(id -> before.put(id, healthy(id)));
        check("a.com");
        harness.time.advance(Duration.ZERO);

        MonitorHarness.await(
                "the others were asked",
                () -> all.subList(1, 4).stream().allMatch(id -> healthy(id) == before.get(id) + 1));
        check("a.com");
        assertThat(status("a.com")).isEqualTo(HealthStatus.DOWN);
        assertThat(harness.monitor.find(NETWORK)).isEmpty();
    }

    @Test
    void whatWaitsGoesOnWaitingWhileItLasts() throws Exception {
        for (String host : List.of("a.com", "b.com", "c.com")) {
            harness.monitor.add(at(host), service);
        }
        harness.monitor.add(
                at("d.com"),
                context -> CheckResult.down(Cause.CONNECT, "Refused.").withRetryAfter(Duration.ofMinutes(30)));
        harness.monitor.start();
        up.set(false);
        for (String host : List.of("a.com", "b.com", "c.com", "c.com")) {
            check(host);
            harness.time.advance(Duration.ofSeconds(1));
        }
        IntegrationHealth waiting = check("d.com");

        assertThat(waiting.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(waiting.state().problem().cause()).isEqualTo(Cause.LOCAL_NETWORK);
        assertThat(harness.nextAt("d-com"))
                .isAfterOrEqualTo(waiting.state().lastCheckAt().plusSeconds(1_800));
    }

    @Test
    void whatIsOfThisMachineStaysDown() throws Exception {
        for (String host : List.of("a.com", "b.com", "c.com")) {
            harness.monitor.add(at(host), service);
        }
        harness.monitor.add(Integration.named("Cache").failureThreshold(1), TcpCheck.of("127.0.0.1", 1));
        harness.monitor.add(Integration.named("Lambda").failureThreshold(1), service);
        up.set(false);
        for (String host : List.of("a.com", "b.com", "c.com", "c.com")) {
            check(host);
            harness.time.advance(Duration.ofSeconds(1));
        }
        assertThat(status("c.com")).isEqualTo(HealthStatus.UNKNOWN);

        assertThat(harness.check("cache").status()).isEqualTo(HealthStatus.DOWN);
        assertThat(harness.check("lambda").status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void aPortThatCannotBeReachedIsNotTakenForClosed() throws Exception {
        for (String host : List.of("a.com", "b.com", "c.com")) {
            harness.monitor.add(at(host), service);
        }
        harness.monitor.add(
                Integration.named("x").endpoint("x.org"),
                InverseCheck.of(context -> CheckResult.down(Cause.CONNECT, "Refused.")));
        assertThat(harness.check("x").status()).isEqualTo(HealthStatus.HEALTHY);
        harness.time.advance(Duration.ofMinutes(2));
        up.set(false);
        for (String host : List.of("a.com", "b.com", "c.com", "c.com", "c.com")) {
            check(host);
            harness.time.advance(Duration.ofSeconds(1));
        }
        assertThat(status("c.com")).isEqualTo(HealthStatus.UNKNOWN);

        assertThat(harness.check("x").status()).isEqualTo(HealthStatus.UNKNOWN);
    }

    @Test
    void switchedOffEachHostIsDownForItself() throws Exception {
        harness.close();
        harness = MonitorHarness.of(builder -> builder.localNetwork(LocalNetworkRule.DEFAULT.withEnabled(false)));
        up.set(false);
        for (String host : List.of("a.com", "b.com", "c.com", "d.com")) {
            harness.monitor.add(at(host), service);
            check(host);
            harness.time.advance(Duration.ofSeconds(2));
            check(host);
        }

        assertThat(status("d.com")).isEqualTo(HealthStatus.DOWN);
        assertThat(harness.monitor.find(NETWORK)).isEmpty();
    }

    @Test
    void anIntegrationWithItsIdIsLeftAloneAndTheOthersAreUnknownAllTheSame() throws Exception {
        harness.monitor.add(Integration.named("Mine").id(NETWORK), context -> CheckResult.healthy());
        for (String host : List.of("a.com", "b.com", "c.com")) {
            harness.monitor.add(at(host), service);
        }
        up.set(false);
        for (String host : List.of("a.com", "b.com", "c.com", "c.com")) {
            check(host);
            harness.time.advance(Duration.ofSeconds(1));
        }

        assertThat(status("c.com")).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(harness.check(NETWORK).status()).isEqualTo(HealthStatus.HEALTHY);
    }
}
