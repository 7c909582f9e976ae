package io.healthmon.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.schedule.Schedule;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegrationSettingsTest {

    @Test
    void whoItIsIsRead() {
        Integration integration = read(Map.of(
                "id", "crm",
                "type", "http",
                "provider", "acme",
                "owner", "ann",
                "region", "eu",
                "documentation", "https://wiki/crm",
                "tags", List.of("a", "b"),
                "dependsOn", "db"));

        assertThat(integration)
                .returns("crm", Integration::id)
                .returns("http", Integration::type)
                .returns("acme", Integration::provider)
                .returns("ann", Integration::owner)
                .returns("eu", Integration::region)
                .returns("https://wiki/crm", Integration::documentation)
                .returns(Set.of("a", "b"), Integration::tags)
                .returns(Set.of("db"), Integration::dependsOn);
    }

    @Test
    void whatPartItPlaysIsRead() {
        Integration integration =
                read(Map.of("critical", true, "public", false, "exclusive", "true", "enabled", false));

        assertThat(integration)
                .returns(true, Integration::critical)
                .returns(false, Integration::visibleToAll)
                .returns(true, Integration::exclusive)
                .returns(false, Integration::enabled);
    }

    @Test
    void itsTimesAndThresholdsAreRead() {
        Integration integration = read(Map.of(
                "interval", "1m",
                "timeout", "3s",
                "degradedAfter", "2s",
                "recheckAfter", "1s",
                "staleAfter", "10m",
                "failureThreshold", 4,
                "degradedThreshold", 5,
                "successThreshold", 6));

        assertThat(integration)
                .returns(Schedule.every(Duration.ofMinutes(1)), Integration::schedule)
                .returns(Duration.ofSeconds(3), Integration::timeout)
                .returns(Duration.ofSeconds(2), Integration::degradedAfter)
                .returns(Duration.ofSeconds(1), Integration::recheckAfter)
                .returns(Instant.EPOCH.plusSeconds(600), it -> it.staleAt(Instant.EPOCH))
                .returns(new Thresholds(4, 5, 6), Integration::thresholds);
    }

    @Test
    void itSaysWhetherAndWhomToTell() {
        Integration told = read(Map.of("alertEmail", List.of("ops@example.com", "owner@example.com")));
        Integration silent = read(Map.of("alertOnFailure", false));

        assertThat(told.alertOnFailure()).isTrue();
        assertThat(told.alertEmail()).containsExactlyInAnyOrder("ops@example.com", "owner@example.com");
        assertThat(silent.alertOnFailure()).isFalse();
        assertThat(silent.alertEmail()).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsRefusedAtItsPlace() {
        assertThatThrownBy(() -> read(Map.of("alertEmail", List.of("ops at example.com"))))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("alertEmail: ")
                .hasMessageContaining("ops at example.com");
    }

    @Test
    void whatIsNotThereKeepsItsValue() {
        Integration integration = Integration.named("x")
                .every(Duration.ofSeconds(7))
                .tags("a")
                .settings(Settings.of(Map.of()))
                .build();

        assertThat(integration.schedule()).isEqualTo(Schedule.every(Duration.ofSeconds(7)));
        assertThat(integration.tags()).containsExactly("a");
    }

    @Test
    void aCronExpressionHasAZone() {
        Settings settings = Settings.of(Map.of("cron", "0 3 * * *", "zone", "Europe/Berlin"));

        assertThat(Integration.named("x").settings(settings).build().schedule())
                .isEqualTo(Schedule.cron("0 3 * * *", ZoneId.of("Europe/Berlin")));
    }

    @Test
    void intervalAndCronTogetherAreRefused() {
        assertRefused(
                Map.of("cron", "@daily", "interval", "5m"),
                "integrations[0].cron: stands beside \"interval\"; keep one of the two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron             | 61 * * * *  | cron: minute \"61\" is not allowed; use 0 to 59",
                "zone             | Mars        | zone: \"Mars\" is not a time zone; use one such as Europe/Berlin or UTC",
                "interval         | 1ms         | interval: \"1ms\" is not allowed; use from 100ms to 366d",
                "failureThreshold | 0           | failureThreshold: \"0\" is not allowed; use a whole number from 1 to 1000",
                "critical         | yes         | critical: \"yes\" is not allowed; use true or false"
            })
    void whatCannotBeUsedIsRefusedAtItsPlace(String name, String value, String message) {
        assertRefused(Map.of(name, value), "integrations[0]." + message);
    }

    @Test
    void anIdThatCannotBeUsedIsRefusedAtItsPlace() {
        assertRefused(
                Map.of("id", "A B"),
                "integrations[0].id: id \"A B\" is not allowed; use lower-case letters, digits, '-', '_' and '.', at most"
                        + " 100, beginning with a letter or digit");
    }

    /** Reads settings of which none may be left over. */
    private static Integration read(Map<String, Object> values) {
        Settings settings = Settings.of(values);
        Integration integration = Integration.named("CRM").settings(settings).build();
        settings.refuseUnknown();
        return integration;
    }

    private static void assertRefused(Map<String, Object> values, String message) {
        assertThatThrownBy(() -> Integration.named("x").settings(Settings.at("integrations[0]", values)))
                .isInstanceOf(SettingException.class)
                .hasMessage(message);
    }
}
