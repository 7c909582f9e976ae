package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.healthmon.alert.AlertPolicy;
import io.healthmon.alert.Severity;
import io.healthmon.channel.LogChannel;
import io.healthmon.json.JsonSettings;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertSettingsTest {

    private static final String LOG = "{'channels':{'ops':{'type':'log'},'boss':{'type':'log'}}";

    /** Takes single quotes for double ones, to keep the documents readable. */
    private static HealthMonitorBuilder builder(String document) {
        Settings root = JsonSettings.parse(document.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Map.of());
        HealthMonitorBuilder builder = HealthMonitor.builder().settings(root);
        root.refuseUnknown();
        return builder;
    }

    private static AlertPolicy policy(String document) {
        HealthMonitorBuilder builder = builder(document);
        builder.build().close();
        return builder.policy();
    }

    @Test
    void withoutChannelsNobodyIsTold() {
        assertThat(policy("{}")).isEqualTo(AlertPolicy.NONE);
    }

    @Test
    void withoutRoutesEveryChannelGetsEverything() {
        AlertPolicy policy = policy(LOG + "}");

        assertThat(policy.cooldown()).isEqualTo(Duration.ofHours(1));
        assertThat(policy.channels(Severity.CRITICAL)).containsExactly("ops", "boss");
        assertThat(policy.channels(Severity.HIGH)).containsExactly("ops", "boss");
    }

    @Test
    void routesSayWhoIsTold() {
        AlertPolicy policy =
                policy(LOG + ",'alerts':{'cooldown':'10m','routes':[{'severity':['critical'],'channels':['boss']},"
                        + "{'severity':'high','channels':[]},{'channels':['ops']}]}}");

        assertThat(policy.cooldown()).isEqualTo(Duration.ofMinutes(10));
        assertThat(policy.channels(Severity.CRITICAL)).containsExactly("boss");
        assertThat(policy.channels(Severity.HIGH)).isEmpty();
        assertThat(policy.channels(Severity.INFO)).containsExactly("ops");
    }

    @Test
    void aRouteMayNameAChannelThatTheApplicationAddsItself() {
        HealthMonitorBuilder builder = builder("{'alerts':{'routes':[{'channels':['own']}]}}");
        builder.alert("own", LogChannel.create()).build().close();

        assertThat(builder.policy().channels(Severity.HIGH)).containsExactly("own");
    }

    @Test
    void theApplicationsAddressIsTheLinkOfAlerts() {
        assertThat(builder("{'application':{'url':'https://shop.example.com/ops'}}").applicationUrl)
                .isEqualTo("https://shop.example.com/ops");
        assertThat(builder("{}").applicationUrl).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://shop.example.com", "shop.example.com", "https://", "https://a b", "http://u:p@host/"})
    void anAddressThatIsNoWebAddressIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HealthMonitor.builder().applicationUrl(address))
                .withMessageStartingWith("applicationUrl \"")
                .withMessageContaining("is not allowed; use an http:// or https:// address");
    }

    @ParameterizedTest
    @MethodSource({"channels", "alerts"})
    void whatCannotBeUsedIsNamedWithItsPlace(String document, String message) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> builder(document).build())
                .withMessage(message);
    }

    static Stream<Arguments> channels() {
        return Stream.of(
                arguments("{'channels':{'ops':{}}}", "channels.ops.type: is missing; set \"type\" to one of log"),
                arguments(
                        "{'channels':{'ops':{'type':'lgo'}}}",
                        "channels.ops.type: \"lgo\" is not allowed; use one of log"),
                arguments(
                        "{'channels':{'ops':{'type':'log','url':'x'}}}",
                        "channels.ops.url: unknown setting; known here: type"),
                arguments(
                        "{'channels':{'Ops!':{'type':'log'}}}",
                        "channels.Ops!: channel name \"Ops!\" is not allowed; use lower-case letters, digits, '-' and"
                                + " '_', at most 50"),
                arguments(
                        "{'application':{'url':'shop'}}",
                        "application.url: \"shop\" is not allowed; use an http:// or https:// address without a"
                                + " password"));
    }

    static Stream<Arguments> alerts() {
        return Stream.of(
                arguments(
                        "{'alerts':{'cooldown':'31d'}}",
                        "alerts.cooldown: \"31d\" is not allowed; use from 0ms to 30d"),
                arguments(
                        LOG + ",'alerts':{'routes':[{'severity':['critical','hihg'],'channels':['ops']}]}}",
                        "alerts.routes[0].severity: \"hihg\" is not allowed; use one of info, medium, warning, high,"
                                + " critical"),
                arguments(
                        LOG + ",'alerts':{'routes':[{'severity':'high'}]}}",
                        "alerts.routes[0].channels: is missing; set \"channels\" to names of channels, or to [] for"
                                + " nobody"),
                arguments(
                        LOG + ",'alerts':{'routes':[{'channels':['ops']},{'channels':['bos']}]}}",
                        "alerts.routes[1].channels: \"bos\" is no channel; the channels are ops, boss"),
                arguments(
                        "{'alerts':{'routes':[{'channels':['ops']}]}}",
                        "alerts.routes[0].channels: \"ops\" is no channel; there is no channel; add one under"
                                + " \"channels\" or by alert(…)"),
                arguments(
                        LOG + ",'alerts':{'route':[]}}",
                        "alerts.route: unknown setting; did you mean \"routes\"? known here: cooldown, routes"));
    }
}
