package io.healthmon.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationTest {

    private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "CRM Platform, crm-platform",
        "stripe, stripe",
        "' Größe & Maß! ', grosse-mass",
        "Société Générale, societe-generale",
        "A.B_C, a-b-c",
        "--x--, x"
    })
    void theIdIsMadeFromTheName(String name, String id) {
        assertThat(Integration.named(name).build().id()).isEqualTo(id);
    }

    @Test
    void theIdOfALongNameIsCut() {
        assertThat(Integration.named("x".repeat(200)).build().id()).hasSize(100);
    }

    @Test
    void aNameWithoutLettersNeedsAnId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Integration.named("支付").build())
                .withMessage("name \"支付\" has no letter or digit to make an id of; set \"id\" too");
        assertThat(Integration.named("支付").id("payment").build().name()).isEqualTo("支付");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000"})
    void aNameThatNobodyCanReadIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Integration.named(name))
                .withMessageContaining("use 1 to 200 characters without control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", ".a", "-a", "a/b", "ä"})
    void anIdThatDoesNotFitAddressesIsRefused(String id) {
        refused(
                builder -> builder.id(id),
                "id \"" + id + "\" is not allowed; use lower-case letters, digits, '-', '_' and '.', "
                        + "at most 100, beginning with a letter or digit");
    }

    @Test
    void everythingButTheNameHasADefault() {
        Integration integration = Integration.named("x").build();

        assertThat(integration.schedule()).isEqualTo(Schedule.every(Duration.ofMinutes(5)));
        assertThat(integration.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(integration.recheckAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(integration.thresholds()).isEqualTo(Thresholds.DEFAULT);
        assertThat(integration.enabled()).isTrue();
        assertThat(integration.critical()).isFalse();
        assertThat(integration.visibleToAll()).isFalse();
        assertThat(integration.degradedAfter()).isNull();
        assertThat(integration.tags()).isEmpty();
    }

    @Test
    void aCriticalIntegrationIsVisibleUnlessSaidOtherwise() {
        assertThat(Integration.named("x").critical().build().visibleToAll()).isTrue();
        assertThat(Integration.named("x").critical().visibleToAll(false).build().visibleToAll())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://ann:pw@host/a, https://***@host/a",
        "jdbc:postgresql://app:pw@db/x?password=pw, jdbc:postgresql://***@db/x?password=***",
        "https://host/a, https://host/a"
    })
    void theEndpointKeepsNeitherUserNorPassword(String given, String kept) {
        assertThat(Integration.named("x").endpoint(given).build().endpoint()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "https://ann:pw@host/a, https://***@host/a",
        "HTTP://host/x?password=pw, HTTP://host/x?password=***",
        "https://host/a, https://host/a"
    })
    void theDocumentationKeepsNeitherUserNorPassword(String given, String kept) {
        assertThat(Integration.named("x").documentation(given).build().documentation())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript://host/%0aalert(1)",
                " https://host",
                "data:text/html,x",
                "file:///etc/passwd",
                "ftp://host/a",
                "wiki/crm",
                "https:host",
                "https://",
                "https:// host",
                ""
            })
    void aLinkIsOneThatABrowserOpensWithoutRunningIt(String link) {
        refused(
                builder -> builder.documentation(link),
                "documentation \"" + link + "\" is not allowed; use an http:// or https:// address");
    }

    @Test
    void eachLimitIsNamedWithItsValue() {
        refused(builder -> builder.timeout(Duration.ZERO), "timeout 0ms is not allowed; use from 1ms to 1h");
        refused(
                builder -> builder.timeout(Duration.ofSeconds(Long.MAX_VALUE)),
                "timeout " + Duration.ofSeconds(Long.MAX_VALUE) + " is not allowed; use from 1ms to 1h");
        refused(
                builder -> builder.degradedAfter(Duration.ofHours(2)),
                "degradedAfter 2h is not allowed; use from 1ms to 1h");
        refused(
                builder -> builder.staleAfter(Duration.ofMillis(1)),
                "staleAfter 1ms is not allowed; use from 100ms to 732d");
        refused(
                builder -> builder.recheckAfter(Duration.ofMillis(-1)),
                "recheckAfter PT-0.001S is not allowed; use from 0ms to 1h");
        refused(builder -> builder.every(Duration.ZERO), "interval 0ms is not allowed; use from 100ms to 366d");
        refused(builder -> builder.failureThreshold(0), "failureThreshold 0 is not allowed; use from 1 to 1000");
        refused(builder -> builder.tags("abcdefghijklmnopqrstu".split("")), "tags has 21 entries; use at most 20");
    }

    @Test
    void aBuiltIntegrationDoesNotChangeWithItsBuilder() {
        IntegrationBuilder builder = Integration.named("x").tags("a");
        Integration built = builder.build();
        builder.tags("b").critical();

        assertThat(built.tags()).containsExactly("a");
        assertThat(built.critical()).isFalse();
        assertThat(built.toBuilder().region("eu").build().tags()).containsExactly("a");
    }

    @Test
    void aResultIsStaleWhenTheSecondRunAfterItIsDue() {
        Integration integration =
                Integration.named("x").every(Duration.ofMinutes(1)).build();

        assertThat(integration.staleAt(NOON)).isEqualTo(NOON.plusSeconds(120));
    }

    @Test
    void aSlowCheckOfAShortIntervalIsStaleOnlyAfterItsTimeLimit() {
        Integration integration = Integration.named("x")
                .every(Duration.ofSeconds(1))
                .timeout(Duration.ofSeconds(30))
                .build();

        assertThat(integration.staleAt(NOON)).isEqualTo(NOON.plusSeconds(31));
    }

    @Test
    void withACronExpressionAResultIsStaleTwoDueMomentsLater() {
        Integration integration = Integration.named("x")
                .schedule(Schedule.cron("@daily", ZoneOffset.UTC))
                .build();

        assertThat(integration.staleAt(NOON)).isEqualTo("2026-03-17T00:00:00Z");
    }

    @Test
    void anAgeOfItsOwnWins() {
        Integration integration =
                Integration.named("x").staleAfter(Duration.ofSeconds(7)).build();

        assertThat(integration.staleAt(NOON)).isEqualTo(NOON.plusSeconds(7));
    }

    private static void refused(Consumer<IntegrationBuilder> setter, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setter.accept(Integration.named("x")))
                .withMessage(message);
    }
}
