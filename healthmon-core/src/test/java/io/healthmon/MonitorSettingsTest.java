package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.Integration;
import io.healthmon.check.Thresholds;
import io.healthmon.json.JsonSettings;
import io.healthmon.schedule.Schedule;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MonitorSettingsTest {

    private static final String FIRST = "{'integrations':[{'name':'A','type':'test'},";

    @Test
    void nothingNeedBeSet() {
        try (HealthMonitor monitor = monitor("{}")) {
            assertThat(monitor.health().integrations()).isEmpty();
            assertThat(monitor.application()).isEqualTo(new HealthMonitor.Application("unknown", "production"));
        }
    }

    @Test
    void theApplicationIsNamed() {
        try (HealthMonitor monitor = monitor("{'application':{'version':'2.1','environment':'staging'}}")) {
            assertThat(monitor.application()).isEqualTo(new HealthMonitor.Application("2.1", "staging"));
        }
        try (HealthMonitor monitor = monitor("{'application':{'environment':'staging'}}")) {
            assertThat(monitor.application()).isEqualTo(new HealthMonitor.Application("unknown", "staging"));
        }
    }

    @Test
    void anIntegrationTakesOverItsSettings() {
        Integration integration =
                only("{'integrations':[{'name':'CRM Platform','type':'test','url':'http://localhost/',"
                        + "'id':'crm','owner':'sales','cron':'0 3 * * *','zone':'Europe/Berlin','degradedAfter':'2s',"
                        + "'failureThreshold':5,'critical':true,'public':false,'tags':['platform'],'dependsOn':['db'],"
                        + "'enabled':false}]}");

        assertThat(integration.name()).isEqualTo("CRM Platform");
        assertThat(integration.id()).isEqualTo("crm");
        assertThat(integration.type()).isEqualTo("test");
        assertThat(integration.owner()).isEqualTo("sales");
        assertThat(integration.endpoint()).isEqualTo("http://localhost/");
        assertThat(integration.schedule()).isEqualTo(Schedule.cron("0 3 * * *", ZoneId.of("Europe/Berlin")));
        assertThat(integration.degradedAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(integration.thresholds()).isEqualTo(new Thresholds(5, 2, 1));
        assertThat(integration.critical()).isTrue();
        assertThat(integration.visibleToAll()).isFalse();
        assertThat(integration.enabled()).isFalse();
        assertThat(integration.tags()).containsExactly("platform");
        assertThat(integration.dependsOn()).containsExactly("db");
    }

    @Test
    void defaultsHoldWhereAnIntegrationSaysNothing() {
        Integration integration = only("{'defaults':{'interval':'1m','degradedAfter':'1s','recheckAfter':'2s',"
                + "'failureThreshold':4,'degradedThreshold':6,'successThreshold':2},"
                + "'integrations':[{'name':'A','type':'test','failureThreshold':1}]}");

        assertThat(integration.schedule()).isEqualTo(Schedule.every(Duration.ofMinutes(1)));
        assertThat(integration.degradedAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(integration.recheckAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(integration.thresholds()).isEqualTo(new Thresholds(1, 6, 2));
    }

    @Test
    void theCheckTypeWinsOverDefaultsAndTheIntegrationOverBoth() {
        String defaults = "{'defaults':{'timeout':'1s'},'integrations':[{'name':'A','type':'test'";

        assertThat(only(defaults + "}]}").timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(only(defaults + ",'timeout':'3s'}]}").timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(only(defaults + "}]}").provider()).isEqualTo("testing");
    }

    @Test
    void sameNamesOfDifferentOwnersAreAllowed() {
        try (HealthMonitor monitor = monitor("{'integrations':[{'name':'Mail','type':'test','owner':'a','id':'mail-a'},"
                + "{'name':'Mail','type':'test','owner':'b','id':'mail-b'}]}")) {
            assertThat(monitor.health().integrations()).hasSize(2);
        }
    }

    @Test
    void whatNobodyReadsIsRefusedInTheEnd() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> monitor("{'integrations':[{'name':'A','type':'test','intervall':'1m'}]}"))
                .withMessageStartingWith(
                        "integrations[0].intervall: unknown setting; did you mean \"interval\"? known here: ");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> monitor("{'retention':{'daily':'400d'}}"))
                .withMessage("retention.daily: unknown setting; known here: cleanupAt, hourly, raw, zone");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> monitor("{'defaults':{'critical':true}}"))
                .withMessageStartingWith("defaults.critical: unknown setting; known here: ");
    }

    @ParameterizedTest
    @MethodSource({"identities", "values", "groups"})
    void whatCannotBeUsedIsNamedWithItsPlace(String document, String message) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> monitor(document))
                .withMessage(message);
    }

    static Stream<Arguments> identities() {
        String a = FIRST;
        return Stream.of(
                arguments(a + "{}]}", "integrations[1].name: is missing; set \"name\""),
                arguments(a + "{'name':'B'}]}", "integrations[1].type: is missing; set \"type\" to one of " + known()),
                arguments(
                        a + "{'name':'B','type':'tst'}]}",
                        "integrations[1].type: \"tst\" is not allowed; use one of " + known()),
                arguments(
                        a + "{'name':'A','type':'test'}]}",
                        "integrations[1].name: \"A\" is the name of integrations[0] too; choose another name"),
                arguments(
                        a + "{'name':'a','type':'test'}]}",
                        "integrations[1].name: \"a\" is the id of integrations[0] too; set another \"id\""),
                arguments(
                        a + "{'name':'B','type':'test','id':'a'}]}",
                        "integrations[1].id: \"a\" is the id of integrations[0] too; set another \"id\""),
                arguments(
                        a + "{'name':'B','type':'test','id':'Ä'}]}",
                        "integrations[1].id: id \"Ä\" is not allowed; use lower-case letters, digits, '-', '_' and"
                                + " '.', at most 100, beginning with a letter or digit"),
                arguments(
                        a + "{'name':'***','type':'test'}]}",
                        "integrations[1].name: name \"***\" has no letter or digit to make an id of; set \"id\" too"));
    }

    static Stream<Arguments> values() {
        String a = FIRST;
        return Stream.of(
                arguments(
                        a + "{'name':'B','type':'test','refused':true}]}", "integrations[1]: the check cannot be made"),
                arguments(
                        a + "{'name':'B','type':'test','interval':'5 parsecs'}]}",
                        "integrations[1].interval: \"5 parsecs\" is not a duration; write a number with a unit such"
                                + " as 500ms, 30s, 5m, 1h, 2d, or ISO-8601 such as PT30S"),
                arguments(
                        a + "{'name':'B','type':'test','interval':'1ms'}]}",
                        "integrations[1].interval: \"1ms\" is not allowed; use from 100ms to 366d"),
                arguments(
                        a + "{'name':'B','type':'test','critical':'maybe'}]}",
                        "integrations[1].critical: \"maybe\" is not allowed; use true or false"));
    }

    static Stream<Arguments> groups() {
        return Stream.of(
                arguments(
                        "{'integrations':{}}",
                        "integrations: a group of settings is not allowed; use a list: [{…}, …]"),
                arguments(
                        "{'defaults':{'failureThreshold':0}}",
                        "defaults.failureThreshold: \"0\" is not allowed; use a whole number from 1 to 1000"),
                arguments("{'application':{'version':' '}}", "application.version: is missing; set \"version\""),
                arguments(
                        "{'retention':{'cleanupAt':'25:00'}}",
                        "retention.cleanupAt: \"25:00\" is not a time of the day; use two digits each, as in 03:00"),
                arguments(
                        "{'retention':{'zone':'Mars/X'}}",
                        "retention.zone: \"Mars/X\" is not a time zone; use one such as UTC or Europe/Berlin"),
                arguments("{'retention':{'raw':'1m'}}", "retention.raw: \"1m\" is not allowed; use from 1h to 3660d"),
                arguments(
                        "{'concurrency':{'checks':0}}",
                        "concurrency.checks: \"0\" is not allowed; use a whole number from 1 to 10000"),
                arguments(
                        "{'concurrency':{'providers':{'stripe':'many'}}}",
                        "concurrency.providers.stripe: \"many\" is not allowed; use a whole number from 1 to 10000"));
    }

    private static String known() {
        Stream<String> provided = ServiceLoader.load(HealthCheckProvider.class).stream()
                .flatMap(found -> found.get().types().stream())
                .map(CheckType::name);
        return Stream.concat(provided, Stream.of("composite", "inverse"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Integration only(String document) {
        try (HealthMonitor monitor = monitor(document)) {
            return monitor.health().integrations().get(0).integration();
        }
    }

    /** Takes single quotes for double ones, to keep the documents readable. */
    private static HealthMonitor monitor(String document) {
        Settings root = JsonSettings.parse(document.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Map.of());
        HealthMonitorBuilder builder = HealthMonitor.builder().settings(root);
        root.refuseUnknown();
        return builder.build();
    }
}
