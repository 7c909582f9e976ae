package io.healthmon.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.secret.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void eachKindOfValueIsReadAsSuchAndAsText() {
        Settings settings = Settings.of(Map.of("a", "x", "b", true, "c", "false", "d", 42, "e", "43", "f", "30s"));

        assertThat(settings.text("a")).contains("x");
        assertThat(settings.flag("b")).contains(true);
        assertThat(settings.flag("c")).contains(false);
        assertThat(settings.number("d", 0, 100)).hasValue(42);
        assertThat(settings.number("e", 0, 100)).hasValue(43);
        assertThat(settings.duration("f", Duration.ZERO, Duration.ofHours(1))).contains(Duration.ofSeconds(30));
    }

    @Test
    void whatIsNotThereIsEmpty() {
        Settings settings = Settings.of(new HashMap<>(Map.of()));

        assertThat(settings.has("a")).isFalse();
        assertThat(settings.text("a")).isEmpty();
        assertThat(settings.number("a", 0, 1)).isEmpty();
        assertThat(settings.texts("a")).isEmpty();
        assertThat(settings.textMap("a")).isEmpty();
        assertThat(settings.groups("a")).isEmpty();
        assertThat(settings.group("b").names()).isEmpty();
    }

    @Test
    void nullCountsAsNotThere() {
        Map<String, Object> values = new HashMap<>();
        values.put("a", null);

        assertThat(Settings.of(values).has("a")).isFalse();
        assertThat(Settings.of(values).text("a")).isEmpty();
    }

    @Test
    void aMisspeltNameIsRefusedWithTheNameThatWasMeant() {
        Settings settings = Settings.of(Map.of("interva", "5m"));
        settings.text("interval");
        settings.text("timeout");

        assertRefused(
                settings::refuseUnknown,
                "interva: unknown setting; did you mean \"interval\"? known here: interval, timeout");
    }

    @Test
    void aNameLikeNoneIsRefusedWithTheNamesThatAreKnown() {
        Settings settings = Settings.of(Map.of("frequency", "5m"));
        settings.text("timeout");

        assertRefused(settings::refuseUnknown, "frequency: unknown setting; known here: timeout");
    }

    @Test
    void whereNothingIsKnownTheNameIsToBeRemoved() {
        Settings settings = Settings.of(Map.of("x", 1));

        assertRefused(settings::refuseUnknown, "x: unknown setting; no setting is known here: remove it");
    }

    @Test
    void unknownNamesAreFoundAtAnyDepth() {
        Settings settings = Settings.of(Map.of("list", List.of(Map.of(), Map.of("group", Map.of("valeu", 1)))));
        settings.groups("list").forEach(each -> each.group("group").text("value"));

        assertRefused(
                settings::refuseUnknown,
                "list[1].group.valeu: unknown setting; did you mean \"value\"? known here: value");
    }

    @Test
    void whatWasAskedForIsNotRefused() {
        Settings settings = Settings.of(Map.of("a", 1, "b", Map.of("c", 2)));
        settings.text("a");
        settings.group("b").text("c");

        settings.refuseUnknown();

        assertThat(settings.names()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aGroupReadTwiceIsTheSame() {
        Settings settings = Settings.of(Map.of("a", Map.of("b", 1)));

        assertThat(settings.group("a")).isSameAs(settings.group("a"));
    }

    @Test
    void theWrongTypeIsRefusedWithTheValueAndWhatIsAllowed() {
        Settings settings =
                Settings.at("integrations[2]", Map.of("enabled", "maybe", "port", "http", "list", Map.of()));

        assertRefused(
                () -> settings.flag("enabled"), "integrations[2].enabled: \"maybe\" is not allowed; use true or false");
        assertRefused(
                () -> settings.number("port", 1, 9),
                "integrations[2].port: \"http\" is not allowed; use a whole number from 1 to 9");
        assertRefused(
                () -> settings.text("list"), "integrations[2].list: a group of settings is not allowed; use a text");
        assertRefused(
                () -> settings.groups("list"),
                "integrations[2].list: a group of settings is not allowed; use a list: [{…}, …]");
    }

    @Test
    void aTextWhereAGroupBelongsIsRefused() {
        assertRefused(
                () -> Settings.of(Map.of("expect", "200")).group("expect"),
                "expect: \"200\" is not allowed; use a group of settings: {\"name\": value, …}");
        assertRefused(
                () -> Settings.of(Map.of("integrations", List.of("x"))).groups("integrations"),
                "integrations[0]: \"x\" is not a group of settings: {…}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-1", "1.5", "99999999999999999999", "", "1e1"})
    void aNumberOutsideTheLimitsIsRefused(String number) {
        assertRefused(
                () -> Settings.of(Map.of("n", number)).number("n", 1, 10),
                "n: \"" + number + "\" is not allowed; use a whole number from 1 to 10");
    }

    @Test
    void aDurationOutsideTheLimitsIsRefused() {
        assertRefused(
                () -> Settings.of(Map.of("timeout", "2h"))
                        .duration("timeout", Duration.ofMillis(1), Duration.ofHours(1)),
                "timeout: \"2h\" is not allowed; use from 1ms to 1h");
    }

    @Test
    void aDurationThatIsNoneIsRefused() {
        assertRefused(
                () -> Settings.of(Map.of("timeout", 30)).duration("timeout", Duration.ofMillis(1), Duration.ofHours(1)),
                "timeout: \"30\" is not a duration; write a number with a unit such as 500ms, 30s, 5m, 1h, 2d, or ISO-8601"
                        + " such as PT30S");
    }

    @Test
    void aChoiceIsReadWhateverItsCaseAndItsHyphens() {
        assertThat(Settings.of(Map.of("unit", "MilliSeconds")).choice("unit", TimeUnit.class))
                .contains(TimeUnit.MILLISECONDS);
    }

    @Test
    void aChoiceThatIsNoneIsRefusedWithAllThatThereAre() {
        assertRefused(
                () -> Settings.of(Map.of("unit", "weeks")).choice("unit", TimeUnit.class),
                "unit: \"weeks\" is not allowed; use one of nanoseconds, microseconds, milliseconds, seconds, minutes,"
                        + " hours, days");
    }

    @Test
    void aTextThatHasToBeThereIsRefusedWhenMissingOrBlank() {
        assertRefused(() -> Settings.of(Map.of()).requireText("url"), "url: is missing; set \"url\"");
        assertRefused(() -> Settings.of(Map.of("url", " ")).requireText("url"), "url: is missing; set \"url\"");
    }

    @Test
    void aSingleTextIsAListOfOne() {
        assertThat(Settings.of(Map.of("tags", "a")).texts("tags")).containsExactly("a");
        assertThat(Settings.of(Map.of("tags", List.of("a", 2))).texts("tags")).containsExactly("a", "2");
    }

    @Test
    void aListWithAGapIsRefused() {
        assertRefused(
                () -> Settings.of(Map.of("tags", Arrays.asList("a", null))).texts("tags"),
                "tags: a list is not allowed; use a list of texts");
    }

    @Test
    void aMapOfTextsKeepsItsNames() {
        Settings settings = Settings.of(Map.of("headers", Map.of("X-Probe", 1)));

        assertThat(settings.textMap("headers")).containsExactly(Map.entry("X-Probe", "1"));
        settings.refuseUnknown();
    }

    @Test
    void aBlankSecretIsNoSecret() {
        assertThat(Settings.of(Map.of("token", " ")).secret("token")).isEmpty();
        assertThat(Settings.of(Map.of("token", "abc")).secret("token")).contains(Secret.of("abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "apiKey", "SECRET_KEY", "cronSecret", "token", "headers", "body", "Cookie"})
    void theValueOfASecretIsNeverShown(String name) {
        assertRefused(
                () -> Settings.of(Map.of(name, "hunter2")).flag(name),
                name + ": the value is not allowed; use true or false");
    }

    @Test
    void whatStandsInAGroupOfHeadersIsNeverShown() {
        Settings headers = Settings.at("integrations[0]", Map.of("headers", Map.of("X-Mine", "hunter2")))
                .group("headers");

        assertRefused(
                () -> headers.number("X-Mine", 0, 1),
                "integrations[0].headers.X-Mine: the value is not allowed; use a whole number from 0 to 1");
    }

    @Test
    void aGroupInTheWrongPlaceIsNotShown() {
        assertThatThrownBy(() -> Settings.of(Map.of("url", Map.of("password", "hunter2")))
                        .text("url"))
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void userAndPasswordOfAnAddressAreNotShown() {
        assertRefused(
                () -> Settings.of(Map.of("url", "https://ann:hunter2@host")).flag("url"),
                "url: \"https://***@host\" is not allowed; use true or false");
    }

    @Test
    void aMessageIsOneShortLineWhateverTheNameAndTheValueAre() {
        Settings settings = Settings.of(Map.of("n\n".repeat(1_000), "v\r\n".repeat(100_000)));

        assertThatThrownBy(() -> settings.flag("n\n".repeat(1_000)))
                .satisfies(refused -> assertThat(refused.getMessage()).matches("[^\\p{Cntrl}]{1,250}"));
        assertThatThrownBy(() -> Settings.of(Map.of("n\n".repeat(1_000), 1)).refuseUnknown())
                .satisfies(refused -> assertThat(refused.getMessage()).matches("[^\\p{Cntrl}]{1,250}"));
    }

    private static void assertRefused(ThrowingCallable read, String message) {
        assertThatThrownBy(read).isInstanceOf(SettingException.class).hasMessage(message);
    }

    @Test
    void aProblemQuotesNoSecretThatStandsInTheWrongSetting() {
        assertThat(new SettingException("stripe.account", "\"sk_" + "live_abcdefghijklmnop\" is not allowed"))
                .hasMessage("stripe.account: \"***\" is not allowed");
    }

    @Test
    void aProblemIsOneLineHoweverItQuotes() {
        assertThat(new SettingException("a", "\"acct_1\r\n18:00 ERROR forged\" is not allowed"))
                .hasMessage("a: \"acct_1 18:00 ERROR forged\" is not allowed");
    }
}
