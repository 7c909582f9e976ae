package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.channel.AlertMessage;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.composed.CompositeCheck;
import io.healthmon.check.composed.FlowCheck;
import io.healthmon.check.composed.InverseCheck;
import io.healthmon.check.network.TcpCheck;
import io.healthmon.egress.TargetGuard;
import io.healthmon.state.LocalNetworkRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks made of others while the network of this machine is lost. */
class LostNetworkOfPartsTest {

    private final RecordingChannel mail = new RecordingChannel();
    private final AtomicBoolean up = new AtomicBoolean(true);
    private MonitorHarness harness = MonitorHarness.of(builder -> builder.alert("mail", mail));

    /** A check of a host of the internet, which answers as long as there is a network. */
    private record Host(String target, AtomicBoolean up) implements HealthCheck.Guardable {

        @Override
        public CheckResult check(CheckContext context) {
            return up.get() ? CheckResult.healthy() : CheckResult.down(Cause.CONNECT, "Network is unreachable.");
        }

        @Override
        public HealthCheck guardedBy(TargetGuard guard) {
            return this;
        }
    }

    @AfterEach
    void close() {
        harness.close();
    }

    private HealthCheck host(String target) {
        return new Host(target, up);
    }

    private static IntegrationBuilder whole() {
        return Integration.named("whole").failureThreshold(1).every(Duration.ofMinutes(5));
    }

    private IntegrationHealth check(String id) throws Exception {
        IntegrationHealth health = harness.check(id);
        harness.time.advance(Duration.ZERO);
        return health;
    }

    private void awaitNetwork(HealthStatus status) {
        MonitorHarness.await("the network is " + status, () -> {
            harness.time.advance(Duration.ZERO);
            return harness.monitor
                            .find(NetworkReaction.ID)
                            .map(IntegrationHealth::status)
                            .orElse(HealthStatus.UNKNOWN)
                    == status;
        });
    }

    /** Has three hosts of the internet fall silent. */
    private void lose() throws Exception {
        List<String> hosts = List.of("one.com", "two.com", "three.com");
        for (String name : hosts) {
            harness.monitor.add(Integration.named(name).every(Duration.ofMinutes(5)), host(name));
        }
        up.set(false);
        for (String name : hosts) {
            check(name.replace('.', '-'));
            harness.time.advance(Duration.ofSeconds(1));
        }
        awaitNetwork(HealthStatus.DOWN);
    }

    private void assertUnknown(IntegrationHealth health) {
        assertThat(health.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(health.state().problem().cause()).isEqualTo(Cause.LOCAL_NETWORK);
    }

    @Test
    void aCompositeOfSilentHostsIsUnknownAndNobodyIsToldOfIt() throws Exception {
        harness.monitor.add(
                whole(), CompositeCheck.allOf(Map.of("shop", host("shop.org"), "bank", host("bank.example.net"))));
        lose();
        assertUnknown(check("whole"));
        mail.awaitAttempts(1);

        assertThat(mail.attempts()).extracting(AlertMessage::subject).containsExactly("DOWN: Local network (high)");
    }

    @Test
    void aPartOfThisMachineThatFailsIsToldAllTheSame() throws Exception {
        harness.monitor.add(
                whole(), CompositeCheck.allOf(Map.of("shop", host("shop.org"), "cache", TcpCheck.of("127.0.0.1", 1))));
        lose();
        IntegrationHealth down = check("whole");

        assertThat(down.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(down.state().problem().message()).startsWith("cache: ");
    }

    @Test
    void whereAnyPartIsEnoughOneOfThisMachineKeepsItHealthy() throws Exception {
        harness.monitor.add(
                whole(),
                CompositeCheck.anyOf(Map.of("shop", host("shop.org"), "cache", context -> CheckResult.healthy())));
        lose();

        assertThat(check("whole").status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void partsAreEvidenceAsIntegrationsAre() throws Exception {
        harness.monitor.add(
                whole(), CompositeCheck.allOf(Map.of("a", host("a.com"), "b", host("b.com"), "c", host("c.com"))));
        up.set(false);
        check("whole");
        harness.time.advance(Duration.ofSeconds(3));
        check("whole");
        awaitNetwork(HealthStatus.DOWN);
        assertUnknown(check("whole"));
        up.set(true);
        check("whole");
        awaitNetwork(HealthStatus.HEALTHY);
    }

    @Test
    void theStepOfAFlowThatMeetsASilentHostIsUnknown() throws Exception {
        harness.monitor.add(
                whole(),
                FlowCheck.begin()
                        .step("prepare", context -> context.put("a", 1))
                        .check("home page", host("shop.org"))
                        .check("login", context -> CheckResult.down(Cause.ASSERTION, "Never reached."))
                        .build());
        lose();
        IntegrationHealth unknown = check("whole");

        assertUnknown(unknown);
        assertThat(unknown.state().problem().message()).startsWith("Step \"home page\" (2 of 3): The network");
    }

    @Test
    void partsOfPartsAreJudgedToo() throws Exception {
        HealthCheck inner = CompositeCheck.allOf(Map.of("shop", host("shop.org")));
        harness.monitor.add(
                whole(),
                CompositeCheck.allOf(Map.of(
                        "inner",
                        inner,
                        "flow",
                        FlowCheck.begin().check("shop", inner).build())));
        lose();

        assertUnknown(check("whole"));
    }

    @Test
    void theInverseOfACompositeDoesNotTakeSilenceForARefusal() throws Exception {
        harness.monitor.add(whole(), InverseCheck.of(CompositeCheck.anyOf(Map.of("telnet", host("shop.org")))));
        lose();

        assertUnknown(check("whole"));
    }

    @Test
    void anInversePartIsUnknownWhereSilenceLooksLikeARefusal() throws Exception {
        HealthCheck.Guardable closed = new HealthCheck.Guardable() {
            @Override
            public String target() {
                return "shop.org";
            }

            @Override
            public HealthCheck guardedBy(TargetGuard guard) {
                return this;
            }

            @Override
            public CheckResult check(CheckContext context) {
                return CheckResult.down(Cause.CONNECT, "Refused.");
            }
        };
        harness.monitor.add(whole(), CompositeCheck.allOf(Map.of("telnet", InverseCheck.of(closed))));
        assertThat(check("whole").status()).isEqualTo(HealthStatus.HEALTHY);
        harness.time.advance(Duration.ofMinutes(2));
        lose();

        assertUnknown(check("whole"));
    }

    @Test
    void aCompositeThatWorksBearsWitness() throws Exception {
        AtomicBoolean alone = new AtomicBoolean(true);
        harness.monitor.add(
                whole(),
                CompositeCheck.allOf(Map.of("cache", context -> CheckResult.healthy(), "shop", host("shop.org"))));
        harness.monitor.add(Integration.named("A").every(Duration.ofMinutes(5)), new Host("a.com", alone));
        harness.monitor.start();
        harness.time.advance(Duration.ofSeconds(2));
        for (String id : List.of("a", "whole")) {
            MonitorHarness.await(
                    id + " was checked",
                    () -> harness.idle(id) && harness.monitor.health(id).state().checked());
        }
        harness.time.advance(Duration.ofSeconds(30));
        alone.set(false);
        long before = harness.monitor.checkCounts("whole").get(HealthStatus.HEALTHY);
        check("a");

        MonitorHarness.await(
                "the composite was asked",
                () -> harness.monitor.checkCounts("whole").get(HealthStatus.HEALTHY) == before + 1);
    }

    @Test
    void switchedOffACompositeIsDown() throws Exception {
        harness.close();
        harness = MonitorHarness.of(builder -> builder.localNetwork(LocalNetworkRule.DEFAULT.withEnabled(false)));
        harness.monitor.add(whole(), CompositeCheck.allOf(Map.of("a", host("a.com"), "b", host("b.com"))));
        up.set(false);

        assertThat(check("whole").status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void oneThatCannotBeJudgedByItsPartsIsCheckedAllTheSame() throws Exception {
        HealthCheck broken = new HealthCheck.Composed() {
            @Override
            public List<HealthCheck> parts() {
                throw new IllegalStateException("broken");
            }

            @Override
            public HealthCheck judgedBy(PartJudge judge) {
                throw new IllegalStateException("broken");
            }

            @Override
            public CheckResult check(CheckContext context) {
                return CheckResult.healthy();
            }
        };
        harness.monitor.add(whole(), broken);

        assertThat(check("whole").status()).isEqualTo(HealthStatus.HEALTHY);
    }
}
