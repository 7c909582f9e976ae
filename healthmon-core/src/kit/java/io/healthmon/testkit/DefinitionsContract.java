package io.healthmon.testkit;

import static io.healthmon.testkit.StoredResults.MORNING;
import static io.healthmon.testkit.StoredResults.entry;
import static io.healthmon.testkit.StoredResults.healthy;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.store.IntegrationStore.Definition;
import io.healthmon.store.IntegrationStore.Kept;
import io.healthmon.store.OperatorSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link io.healthmon.store.IntegrationStore} promises of definitions and of changes. */
abstract class DefinitionsContract extends IntegrationsContract {

    private static final Definition SHOP = new Definition("{\"name\":\"Größe 🚑 'x' \\u0000\"}", "first");

    @Test
    void ofAnIntegrationThatNobodyKnowsNothingIsKept() {
        assertThat(integrations().find("shop")).isEqualTo(Kept.NOTHING);
        assertThat(integrations().revisions()).isEmpty();
        assertThat(integrations().definitions(List.of("shop"))).isEmpty();
    }

    @Test
    void aDefinitionComesBackAsItWasWritten() {
        assertThat(define(SHOP)).isTrue();
        assertThat(integrations().definitions(List.of("shop", "nobody"))).isEqualTo(Map.of("shop", SHOP));
        assertThat(integrations().revisions()).isEqualTo(Map.of("shop", "first"));
        assertThat(integrations().find("shop")).isEqualTo(new Kept(false, null, SHOP));
    }

    @Test
    void ofTwoWhoDefineTheSameIdOneSucceeds() {
        assertThat(define(SHOP)).isTrue();
        assertThat(define(new Definition("{}", "second"))).isFalse();
        assertThat(integrations().revisions()).isEqualTo(Map.of("shop", "first"));
    }

    @Test
    void ofManyWhoDefineTheSameIdAtOnceOneSucceeds() {
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            Definition own = new Definition("{}", "revision " + number);
            all.add(CompletableFuture.supplyAsync(() -> define(own)));
        }
        assertThat(all.stream().map(CompletableFuture::join).filter(Boolean.TRUE::equals))
                .hasSize(1);
        assertThat(store.audit().newest(10)).hasSize(1);
    }

    @Test
    void aChangeIsWrittenToTheAuditLog() {
        define(SHOP);
        assertThat(store.audit().newest(10)).containsExactly(BY_HAND);
    }

    @Test
    void whatIsNoLongerAsItWasIsNotChangedAndTheAuditLogSaysNothing() {
        declare(stripe());
        Kept before = integrations().find("stripe");
        Kept first = before.with(enabled(stripe(), false));
        assertThat(integrations().change("stripe", before, first, BY_HAND)).isTrue();
        assertThat(integrations().change("stripe", before, before.with(pausedUntil(stripe(), MORNING)), BY_HAND))
                .isFalse();
        assertThat(integrations().find("stripe")).isEqualTo(first);
        assertThat(store.audit().newest(10)).hasSize(1);
    }

    @Test
    void aDefinitionIsReplacedTogetherWithSettings() {
        define(SHOP);
        declare(stripe().id("shop"));
        Kept before = integrations().find("shop");
        Kept after = before.with(enabled(stripe(), false)).with(new Definition("{\"a\":1}", "second"));
        assertThat(integrations().change("shop", before, after, BY_HAND)).isTrue();
        assertThat(integrations().find("shop")).isEqualTo(after);
        assertThat(integrations().edited()).containsOnlyKeys("shop");
    }

    @Test
    void whatHasADefinitionIsNotWithdrawn() {
        define(SHOP);
        declare(stripe().id("shop"), stripe());
        integrations().withdrawAllBut(Set.of());
        integrations().withdraw(List.of("shop"));
        assertThat(integrations().find("shop").declared()).isTrue();
        assertThat(integrations().find("stripe").declared()).isFalse();
    }

    @Test
    void aDefinitionThatIsTakenAwayWithdrawsItsIntegrationAndForgetsItsEditsButNotItsResults() {
        define(SHOP);
        declare(stripe().id("shop"));
        store.append(List.of(entry("shop", 0, healthy(MORNING))));
        Kept declared = integrations().find("shop");
        Kept edited = declared.with(pausedUntil(stripe().enabled(false), MORNING));
        integrations().change("shop", declared, edited, BY_HAND);

        assertThat(integrations().change("shop", edited, edited.with((Definition) null), BY_HAND))
                .isTrue();

        OperatorSettings left = OperatorSettings.of(stripe().build());
        assertThat(integrations().find("shop")).isEqualTo(new Kept(false, left, null));
        assertThat(integrations().revisions()).isEmpty();
        assertThat(all("shop")).hasSize(1);
        assertThat(declare(stripe().id("shop"))).isEmpty();
    }

    @Test
    void anIdWhoseDefinitionWasTakenAwayCanBeDefinedAgain() {
        define(SHOP);
        Kept kept = integrations().find("shop");
        integrations().change("shop", kept, kept.with((Definition) null), BY_HAND);
        assertThat(define(new Definition("{}", "again"))).isTrue();
        assertThat(integrations().revisions()).isEqualTo(Map.of("shop", "again"));
    }

    @Test
    void aLongDefinitionComesBackWhole() {
        Definition huge = new Definition("{\"a\":\"" + "ä".repeat(30_000) + "\"}", "r".repeat(40));
        define(huge);
        assertThat(integrations().find("shop").definition()).isEqualTo(huge);
    }

    @Test
    void manyDefinitionsAreReadAtOnce() {
        List<String> ids =
                IntStream.range(0, 300).mapToObj(number -> "shop-" + number).toList();
        ids.forEach(id -> integrations().change(id, Kept.NOTHING, Kept.NOTHING.with(SHOP), BY_HAND));
        assertThat(integrations().definitions(ids)).hasSize(300);
        assertThat(integrations().revisions()).hasSize(300);
    }

    private boolean define(Definition definition) {
        Kept before = integrations().find("shop");
        Kept free = before.definition() == null ? before : Kept.NOTHING;
        return integrations().change("shop", free, free.with(definition), BY_HAND);
    }
}
