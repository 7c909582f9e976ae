package io.healthmon.testkit;

import static io.healthmon.testkit.StoredResults.MORNING;
import static io.healthmon.testkit.StoredResults.entry;
import static io.healthmon.testkit.StoredResults.healthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.store.AuditLog;
import io.healthmon.store.IntegrationStore;
import io.healthmon.store.IntegrationStore.Kept;
import io.healthmon.store.OperatorSettings;
import io.healthmon.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link IntegrationStore} promises. */
abstract class IntegrationsContract extends OutboxContract {

    static final AuditLog.Entry BY_HAND = new AuditLog.Entry(MORNING, "ada", "integration-change", "stripe", "by hand");

    @Test
    void anIntegrationThatNobodyEditedHasNoEdit() {
        assertThat(declare(stripe())).isEmpty();
        assertThat(integrations().edited()).isEmpty();
    }

    @Test
    void whatDiffersFromItsDeclarationIsAnEditAndComesBackAsItWasWritten() {
        declare(stripe());
        OperatorSettings edit = new OperatorSettings(
                "https://example.com/other?q='x'",
                false,
                Duration.ofMillis(1_500),
                Duration.ofMillis(750),
                9,
                false,
                Set.of("ops@example.com", "boss@example.com"),
                MORNING);
        edit("stripe", edit);
        assertThat(integrations().edited()).isEqualTo(Map.of("stripe", edit));
    }

    @Test
    void declaringAgainReturnsWhatWasEdited() {
        declare(stripe(), Integration.named("mail"));
        OperatorSettings edit = enabled(stripe(), false);
        edit("stripe", edit);
        assertThat(declare(stripe(), Integration.named("mail"))).isEqualTo(Map.of("stripe", edit));
    }

    @Test
    void theEditOfOneIntegrationLeavesTheOthers() {
        declare(stripe(), Integration.named("mail"));
        edit("mail", enabled(Integration.named("mail"), false));
        assertThat(integrations().edited()).containsOnlyKeys("mail");
    }

    @Test
    void theValuesOfTheDeclarationResetAnEdit() {
        declare(stripe());
        edit("stripe", enabled(stripe(), false));
        edit("stripe", OperatorSettings.of(stripe().build()));
        assertThat(integrations().edited()).isEmpty();
    }

    @Test
    void onlyBeingPausedIsAnEditToo() {
        declare(stripe());
        edit("stripe", pausedUntil(stripe(), Instant.parse("2026-10-25T00:30:00.123456Z")));
        assertThat(integrations().edited().get("stripe").pausedUntil())
                .isEqualTo(Instant.parse("2026-10-25T00:30:00.123456Z"));
    }

    @Test
    void aDeclarationThatChangesReplacesTheEditOfThatValueAlone() {
        declare(stripe());
        OperatorSettings declared = OperatorSettings.of(stripe().build());
        edit(
                "stripe",
                new OperatorSettings(
                        "https://example.com/edited",
                        true,
                        declared.interval(),
                        Duration.ofSeconds(1),
                        declared.failureThreshold(),
                        declared.alertOnFailure(),
                        Set.of(),
                        null));
        Map<String, OperatorSettings> edited = declare(stripe().endpoint("https://example.com/new"));
        assertThat(edited.get("stripe").endpoint()).isEqualTo("https://example.com/new");
        assertThat(edited.get("stripe").timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(edited.get("stripe").alertEmail()).isEmpty();
    }

    @Test
    void anEditThatTheDeclarationCatchesUpWithIsNoneAnyMore() {
        declare(stripe());
        edit("stripe", enabled(stripe(), false));
        assertThat(declare(stripe().enabled(false))).isEmpty();
    }

    @Test
    void anIdThatWasNeverDeclaredCannotBeEdited() {
        store.append(List.of(entry("stripe", 0, healthy(MORNING))));
        edit("stripe", enabled(stripe(), false));
        edit("nobody", enabled(stripe(), false));
        assertThat(integrations().find("stripe")).isEqualTo(Kept.NOTHING);
        assertThat(integrations().edited()).isEmpty();
        assertThat(declare(stripe())).isEmpty();
    }

    @Test
    void whatIsWithdrawnHasNoEditAndKeepsItForItsReturn() {
        declare(stripe());
        OperatorSettings edit = pausedUntil(stripe(), MORNING);
        edit("stripe", edit);
        integrations().withdraw(List.of("stripe", "nobody"));
        assertThat(integrations().edited()).isEmpty();
        assertThat(declare(stripe())).isEqualTo(Map.of("stripe", edit));
    }

    @Test
    void whatWasNotEditedBeforeItWasWithdrawnIsNotEditedAfterItsReturn() {
        declare(stripe());
        integrations().withdraw(List.of("stripe"));
        integrations().withdraw(List.of("stripe"));
        assertThat(declare(stripe())).isEmpty();
    }

    @Test
    void whatWasDisabledBeforeItWasWithdrawnIsDisabledAfterItsReturn() {
        declare(stripe());
        edit("stripe", enabled(stripe(), false));
        integrations().withdraw(List.of("stripe"));
        assertThat(declare(stripe()).get("stripe").enabled()).isFalse();
    }

    @Test
    void whatIsEditedWhileItIsWithdrawnCountsAfterItsReturn() {
        declare(stripe());
        integrations().withdraw(List.of("stripe"));
        OperatorSettings edit = pausedUntil(stripe(), MORNING);
        edit("stripe", edit);
        assertThat(integrations().edited()).isEmpty();
        assertThat(declare(stripe())).isEqualTo(Map.of("stripe", edit));
    }

    @Test
    void aDeclarationThatChangedMeanwhileReplacesTheEditOfWhatWasWithdrawn() {
        declare(stripe());
        edit("stripe", enabled(stripe(), false));
        integrations().withdraw(List.of("stripe"));
        Map<String, OperatorSettings> edited = declare(stripe().timeout(Duration.ofSeconds(9)));
        assertThat(edited.get("stripe").enabled()).isFalse();
        assertThat(edited.get("stripe").timeout()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void allButSomeAreWithdrawn() {
        declare(stripe(), Integration.named("mail"), Integration.named("bank"));
        for (String id : List.of("stripe", "mail", "bank")) {
            edit(id, pausedUntil(stripe(), MORNING));
        }
        integrations().withdrawAllBut(Set.of("mail", "nobody"));
        assertThat(integrations().edited()).containsOnlyKeys("mail");
    }

    @Test
    void statesAndResultsStayWhenAnIntegrationIsWithdrawn() {
        declare(stripe());
        store.append(List.of(entry("stripe", 3, healthy(MORNING))));
        integrations().withdraw(List.of("stripe"));
        assertThat(all("stripe")).hasSize(1);
        assertThat(health("stripe").lastCheckAt()).isEqualTo(MORNING);
    }

    @Test
    void aDeclarationLeavesTheStateAsItIs() {
        store.append(List.of(entry("stripe", 3, healthy(MORNING))));
        declare(stripe());
        declare(stripe().endpoint("https://example.com/new"));
        assertThat(health("stripe").lastCheckAt()).isEqualTo(MORNING);
        assertThat(store.append(List.of(entry("stripe", 2, healthy(MORNING))))).hasSize(1);
    }

    @Test
    void aDeclaredIntegrationHasNoStateBeforeItsFirstResult() {
        declare(stripe());
        assertThat(store.states(List.of("stripe"))).isEmpty();
    }

    @Test
    void valuesThatAreNotAllowedComeBackAsTheyStand() {
        declare(stripe());
        OperatorSettings wrong = new OperatorSettings(
                " not an address ",
                true,
                Duration.ofMillis(-5),
                Duration.ofMillis(-1),
                -3,
                true,
                Set.of("nobody"),
                null);
        edit("stripe", wrong);
        assertThat(integrations().edited()).isEqualTo(Map.of("stripe", wrong));
    }

    @Test
    void manyAreDeclaredAtOnce() {
        List<Integration> many = IntStream.range(0, 2_000)
                .mapToObj(index -> Integration.named("integration " + index).build())
                .toList();
        assertThat(integrations().declare(many)).isEmpty();
        edit("integration-7", enabled(Integration.named("integration 7"), false));
        assertThat(integrations().declare(many)).containsOnlyKeys("integration-7");
    }

    @Test
    void theIntegrationsOfAClosedStoreAnswerNothing() {
        IntegrationStore before = integrations();
        store.close();
        for (Runnable call : List.<Runnable>of(
                before::edited,
                () -> before.declare(List.of(stripe().build())),
                () -> before.withdraw(List.of("stripe")),
                () -> before.withdrawAllBut(Set.of()),
                before::revisions,
                () -> before.definitions(List.of("stripe")),
                () -> before.find("stripe"),
                () -> before.change("stripe", Kept.NOTHING, Kept.NOTHING, BY_HAND))) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(call::run)
                    .withMessageContaining("closed");
        }
    }

    final IntegrationStore integrations() {
        return store.integrations();
    }

    /** Edits as an operator would; an id never declared has no settings. */
    private void edit(String id, OperatorSettings settings) {
        Kept before = integrations().find(id);
        Kept after = before.settings() == null ? before : before.with(settings);
        assertThat(integrations().change(id, before, after, BY_HAND)).isTrue();
    }

    final Map<String, OperatorSettings> declare(IntegrationBuilder... builders) {
        return integrations()
                .declare(List.of(builders).stream()
                        .map(IntegrationBuilder::build)
                        .toList());
    }

    static IntegrationBuilder stripe() {
        return Integration.named("Stripe")
                .type("payment")
                .endpoint("https://example.com/health")
                .alertEmail("ops@example.com", "dev@example.com");
    }

    static OperatorSettings enabled(IntegrationBuilder declared, boolean enabled) {
        return OperatorSettings.of(declared.build().toBuilder().enabled(enabled).build());
    }

    static OperatorSettings pausedUntil(IntegrationBuilder declared, Instant until) {
        OperatorSettings settings = OperatorSettings.of(declared.build());
        return new OperatorSettings(
                settings.endpoint(),
                settings.enabled(),
                settings.interval(),
                settings.timeout(),
                settings.failureThreshold(),
                settings.alertOnFailure(),
                settings.alertEmail(),
                until);
    }
}
