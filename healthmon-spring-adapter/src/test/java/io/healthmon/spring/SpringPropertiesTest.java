package io.healthmon.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SpringPropertiesTest {

    private static final Pattern SETTING_OF_SEVERAL_WORDS = Pattern.compile(
            "\\.(?:text|texts|flag|number|duration|group|groups|secret|choice|parsed|read|each|has|requireText)"
                    + "\\(\\s*\"([a-z]+[A-Z]\\w*)\"");

    private final StandardEnvironment environment = new StandardEnvironment();

    private Settings properties(String... namesAndValues) {
        environment.getPropertySources().addLast(new MapPropertySource("properties", map(namesAndValues)));
        return HealthmonProperties.of(environment).settings();
    }

    private Settings variables(String... namesAndValues) {
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, map(namesAndValues)));
        return HealthmonProperties.of(environment).settings();
    }

    private static Map<String, Object> map(String... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            map.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return map;
    }

    @ParameterizedTest
    @ValueSource(strings = {"failureThreshold", "failure-threshold", "failure_threshold", "FAILURE_THRESHOLD"})
    void aNameIsKnownHoweverItsWordsAreToldApart(String name) {
        assertThat(properties("healthmon.defaults." + name, "7")
                        .group("defaults")
                        .text("failureThreshold"))
                .hasValue("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEALTHMON_DEFAULTS_FAILURETHRESHOLD", "HEALTHMON_DEFAULTS_FAILURE_THRESHOLD"})
    void aVariableOfTheEnvironmentMayHaveSeveralWords(String name) {
        assertThat(variables(name, "7").group("defaults").text("failureThreshold"))
                .hasValue("7");
    }

    @Test
    void aServiceAccountIsNamedInEachOfTheseWays() {
        Settings written = properties(
                        "healthmon.integrations[0].service-account", "/etc/key.json",
                        "healthmon.integrations[0].subject", "orders@example.com")
                .groups("integrations")
                .get(0);
        Settings variable = variables("HEALTHMON_INTEGRATIONS_0_SERVICE_ACCOUNT", "/run/key.json")
                .groups("integrations")
                .get(0);

        assertThat(written.file("serviceAccount")).hasValue("/etc/key.json");
        assertThat(written.text("subject")).hasValue("orders@example.com");
        assertThat(variable.file("serviceAccount")).hasValue("/run/key.json");
    }

    @Test
    void aVariableReachesIntoAListOfTheProperties() {
        properties("healthmon.integrations[0].url", "jdbc:h2:mem:a", "healthmon.integrations[0].name", "Shop");

        Settings shop = variables("HEALTHMON_INTEGRATIONS_0_PASSWORD", "geheim")
                .groups("integrations")
                .get(0);

        assertThat(shop.names()).containsExactlyInAnyOrder("password", "url", "name");
    }

    @ParameterizedTest
    @CsvSource({
        "HEALTHMON_SERVER_SERVICE_HOST, 10.0.0.1",
        "HEALTHMON_SERVER_SERVICE_PORT_HTTP, 80",
        "HEALTHMON_STORE_PORT, tcp://10.0.0.1:80",
        "HEALTHMON_STORE_PORT_80_TCP_ADDR, 10.0.0.1",
        "HEALTHMON_PORT, tcp://10.0.0.1:80",
        "HEALTHMON_CONFIG, /etc/healthmon.json"
    })
    void whatIsMeantForSomebodyElseIsLeftAlone(String name, String value) {
        assertThat(variables(name, value).names()).isEmpty();
    }

    @Test
    void namesThatAreTheUsersOwnStayAsTheyAre() {
        Settings integration = properties(
                        "healthmon.integrations[0].headers.X-Probe-Id", "1,2",
                        "healthmon.integrations[0].headers.to", "a,b",
                        "healthmon.integrations[0].expect.json[/a-b/c.d]", "x")
                .groups("integrations")
                .get(0);

        assertThat(integration.textMap("headers")).isEqualTo(Map.of("X-Probe-Id", "1,2", "to", "a,b"));
        assertThat(integration.group("expect").names()).containsExactly("json");
        assertThat(integration.group("expect").textMap("json")).containsEntry("/a-b/c.d", "x");
    }

    @Test
    void aListMayBeWrittenWithCommasOrWithNumbers() {
        Settings root = properties(
                "healthmon.integrations[0].tags", "a, b",
                "healthmon.integrations[0].depends-on[0]", "c",
                "healthmon.integrations[0].depends-on[1]", "d");

        assertThat(root.groups("integrations").get(0).texts("tags")).containsExactly("a", "b");
        assertThat(root.groups("integrations").get(0).texts("dependsOn")).containsExactly("c", "d");
    }

    @Test
    void theQuotaOfAServiceIsAGroupThatAVariableReachesToo() {
        Settings service = properties("healthmon.integrations[0].quota.degraded-below-percent", "20")
                .groups("integrations")
                .get(0);
        Settings later = variables("HEALTHMON_INTEGRATIONS_0_QUOTA_DEGRADEDBELOWPERCENT", "30")
                .groups("integrations")
                .get(0);

        assertThat(service.group("quota").number("degradedBelowPercent", 0, 100))
                .hasValue(20);
        assertThat(later.group("quota").number("degradedBelowPercent", 0, 100)).hasValue(30);
    }

    @Test
    void secretsKeepTheirNamesAndTheirHostsAreAList() {
        Settings settings = properties(
                "healthmon.secrets.crm-token.value", "hidden",
                "healthmon.secrets.crm-token.hosts", "crm.example.com,api.example.com:8443",
                "healthmon.security.allowed-networks", "10.20.0.0/16, crm.internal.example.com");

        assertThat(settings.group("secrets").group("crm-token").texts("hosts"))
                .containsExactly("crm.example.com", "api.example.com:8443");
        assertThat(settings.group("security").texts("allowedNetworks"))
                .containsExactly("10.20.0.0/16", "crm.internal.example.com");
    }

    @Test
    void placeholdersAreResolved() {
        properties("secret.of.mine", "abc");

        assertThat(variables("HEALTHMON_SECURITY_CRON_SECRET", "${secret.of.mine}")
                        .group("security")
                        .text("cronSecret"))
                .hasValue("abc");
    }

    @Test
    void aPlaceholderThatStandsForNothingNeverBecomesTheSecret() {
        assertThatThrownBy(() -> properties("healthmon.security.cron-secret", "geheim-${NOT_SET_ANYWHERE}"))
                .isInstanceOf(SettingException.class)
                .hasMessage("healthmon.security.cronSecret: \"NOT_SET_ANYWHERE\" is not set; set it,"
                        + " or write ${NOT_SET_ANYWHERE:default} in its place");
    }

    @Test
    void aGapInAListIsRefused() {
        assertThatThrownBy(() -> properties("healthmon.integrations[1].name", "Shop"))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("healthmon.integrations[0]: is missing");
    }

    @Test
    void theVersionAndTheProfileOfTheApplicationAreWhatIsNotSaidOtherwise() {
        environment.setActiveProfiles("staging");

        Settings application = properties("spring.application.version", "1", "healthmon.application.version", "2")
                .group("application");

        assertThat(application.text("version")).hasValue("2");
        assertThat(application.text("environment")).hasValue("staging");
    }

    @Test
    void aRefusedPropertyIsNamedAsItWasWrittenWithItsPlace() {
        properties("healthmon.integrations[0].failure-treshold", "3");
        SettingException unknown = new SettingException("healthmon.integrations[0].failureTreshold", "unknown setting");

        FailureAnalysis analysis = new SettingFailureAnalyzer(environment).analyze(unknown, unknown);

        assertThat(analysis.getDescription())
                .isEqualTo("healthmon cannot be set up: healthmon.integrations[0].failure-treshold: unknown setting");
        assertThat(analysis.getAction()).startsWith("Change it at \"healthmon.integrations[0].failure-treshold\"");
    }

    @Test
    void ofAMissingPropertyThePlaceOfItsNeighbourIsTold() {
        properties("healthmon.integrations[0].name", "Shop");
        SettingException missing = new SettingException("healthmon.integrations[0].type", "is missing");

        FailureAnalysis analysis = new SettingFailureAnalyzer(environment).analyze(missing, missing);

        assertThat(analysis.getDescription()).contains("healthmon.integrations[0].type: is missing");
        assertThat(analysis.getAction()).contains("healthmon.integrations[0].name");
    }

    /** A name that is not listed could not be set by a variable of the environment. */
    @Test
    void everySettingOfSeveralWordsCanBeAVariable() throws IOException {
        List<String> names = settingsOfSeveralWords();

        assertThat(names).contains("cronSecret", "bodyContains", "degradedAfter");
        assertThat(names)
                .allSatisfy(name -> assertThat(SettingNames.canonical(SettingNames.letters(name)))
                        .isEqualTo(name));
    }

    private static List<String> settingsOfSeveralWords() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."), 12)) {
            return files.filter(file -> file.toString().matches("\\.\\./healthmon-[^/]+/src/main/java/.+\\.java"))
                    .flatMap(SpringPropertiesTest::lookUps)
                    .distinct()
                    .toList();
        }
    }

    private static Stream<String> lookUps(Path source) {
        try {
            String code = Files.readString(source);
            // why: what knows no settings reads fields of answers by the same verbs.
            Matcher lookUps = SETTING_OF_SEVERAL_WORDS.matcher(code.matches("(?s).*[sS]ettings.*") ? code : "");
            return lookUps.results().map(found -> found.group(1)).toList().stream();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
