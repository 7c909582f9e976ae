package io.healthmon;

import io.healthmon.json.Json;
import io.healthmon.store.IntegrationStore.Definition;
import io.healthmon.store.IntegrationStore.Kept;
import io.healthmon.store.OperatorSettings;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what is kept of an integration after a patch, or why the patch cannot be. Writes nothing. */
final class Alterations {

    private final Registry registry;
    private final Edits edits;
    private final Workshop workshop;

    Alterations(Registry registry, Edits edits, Workshop workshop) {
        this.registry = registry;
        this.edits = edits;
        this.workshop = workshop;
    }

    /** Returns what is kept after a switch. */
    static Kept switched(Kept kept, SwitchEdit edit, String id) {
        return kept.with(edit.applyTo(known(kept, id)));
    }

    private static OperatorSettings known(Kept kept, String id) {
        if (kept.settings() == null) {
            throw new ManagedIntegrations.ConflictException(
                    "the store does not know \"" + id + "\" yet; try again in some seconds");
        }
        return kept.settings();
    }

    /** Returns what is kept after a change of what an operator may change. */
    Kept edited(Watch watch, Kept kept, Map<String, ? extends @Nullable Object> patch) {
        OperatorSettings before = known(kept, watch.integration().id());
        SettingsPatch read = SettingsPatch.read(patch, edits.declared(watch), edits.original(watch), workshop);
        return kept.with(read.applyTo(before));
    }

    /** Returns what is kept after a change of the definition, which also resets what was edited of the same settings. */
    Kept redefined(Watch watch, Kept kept, Map<String, ? extends @Nullable Object> patch) {
        Definition definition = kept.definition();
        if (definition == null) {
            throw new ManagedIntegrations.ConflictException(
                    "\"" + watch.integration().id() + "\" was deleted meanwhile");
        }
        SettingsPatch.requireChangeable(patch);
        Map<String, @Nullable Object> before = read(definition);
        Map<String, @Nullable Object> after = MergePatch.apply(before, patch);
        Declaration declaration = workshop.make(after);
        workshop.close(declaration.check());
        if (!registry.hasNameFor(watch, declaration.integration())) {
            throw new ManagedIntegrations.ConflictException("the name is taken by another integration; use another");
        }
        OperatorSettings declared = OperatorSettings.of(edits.declared(watch));
        OperatorSettings settings = kept.settings() == null
                ? null
                : SettingsPatch.reset(patch.keySet(), declared).applyTo(kept.settings());
        return after.equals(before) ? kept.with(settings) : kept.with(settings).with(definition(after));
    }

    /** Returns what counts of what operators change. */
    OperatorSettings settings(Watch watch, Kept kept) {
        return kept.settings() != null ? kept.settings() : OperatorSettings.of(edits.declared(watch));
    }

    /** Returns all that is set, by name. */
    static Map<String, @Nullable Object> values(Kept kept) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(AuditText.values(kept.settings()));
        if (kept.definition() != null) {
            values.putAll(read(kept.definition()));
        }
        return values;
    }

    static Map<String, @Nullable Object> read(Definition definition) {
        return Json.readObject(definition.json().getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a definition, with a revision of its own. */
    static Definition definition(Map<String, @Nullable Object> complete) {
        return new Definition(
                new String(Json.write(complete), StandardCharsets.UTF_8),
                UUID.randomUUID().toString());
    }
}
