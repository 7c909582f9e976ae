package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertMessage;
import io.healthmon.check.Integration;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.check.network.JdbcCheck;
import io.healthmon.http.Authenticator;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import io.healthmon.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is given to a monitor with a secret, its redactor knows the secret as long as that is there. */
class SecretsOfPartsTest {

    private static final String VALUE = "Zk4mWv9Lx2Tb8Nq7Rj6pYd1Gc5Vf0Sh3";
    private static final Secret SECRET = Secret.of(VALUE);

    private final HealthMonitorBuilder builder = HealthMonitor.builder();
    private Optional<HealthMonitor> built = Optional.empty();

    @AfterEach
    void close() {
        built.ifPresent(HealthMonitor::close);
    }

    @Test
    void thatOfACheckIsKnownUntilItsIntegrationIsRemoved() {
        HealthMonitor monitor = build();
        monitor.add(Integration.named("Backup"), Heartbeat.every(Duration.ofDays(1), SECRET));
        assertKnown();

        monitor.remove("backup");
        assertThat(monitor.redactor().redact(VALUE)).isEqualTo(VALUE);
    }

    @Test
    void thatOfACheckThatWasRefusedIsNotKept() {
        HealthMonitor monitor = build();
        monitor.add(Integration.named("Backup"), context -> null);
        try {
            monitor.add(Integration.named("Backup"), Heartbeat.every(Duration.ofDays(1), SECRET));
        } catch (IllegalArgumentException taken) {
            assertThat(monitor.redactor().redact(VALUE)).isEqualTo(VALUE);
            return;
        }
        throw new AssertionError("the name is taken");
    }

    @Test
    void thatOfADatabaseCheckIsKnown() {
        builder.add(Integration.named("Shop"), JdbcCheck.of("jdbc:h2:mem:shop", "sa", SECRET));
        build();
        assertKnown();
    }

    @Test
    void thatWrittenIntoTheConfigurationAsItIsIsKnown() {
        builder.settings(Settings.of(Map.of(
                "integrations",
                List.of(Map.of("name", "Backup", "type", "heartbeat", "period", "1d", "token", VALUE)))));
        build();
        assertKnown();
    }

    @Test
    void thatOfAChannelIsKnown() {
        builder.alert(new Pager());
        build();
        assertKnown();
    }

    @Test
    void thatOfTheCronRoutesIsKnown() {
        HealthHandler.builder(build()).cronSecret(SECRET).build();
        assertKnown();
    }

    @Test
    void aTokenIsKnownAlsoWhereAnotherAuthenticatorIsAskedToo() {
        Authenticator nobody = request -> Optional.empty();
        BearerTokens tokens = BearerTokens.none().with(SECRET, Role.VIEWER, "ada");
        HealthHandler.builder(build()).authenticator(nobody.or(tokens)).build();
        assertKnown();
    }

    @Test
    void whatIsNamedAloneIsKnown() {
        build().keepSecret(() -> List.of(SECRET));
        assertKnown();
    }

    private HealthMonitor build() {
        HealthMonitor monitor = builder.build();
        built = Optional.of(monitor);
        return monitor;
    }

    private void assertKnown() {
        assertThat(built.orElseThrow().redactor().redact("said " + VALUE + ".")).isEqualTo("said ***.");
    }

    private static final class Pager implements AlertChannel, SecretHolder {

        @Override
        public void send(AlertMessage message) {}

        @Override
        public List<Secret> secrets() {
            return Stream.of(SECRET).toList();
        }
    }
}
