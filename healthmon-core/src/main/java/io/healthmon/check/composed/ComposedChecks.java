package io.healthmon.check.composed;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Brings the types {@code inverse} and {@code composite}, whose parts are checks of all other types. Not found by
 * {@link java.util.ServiceLoader}: whoever knows the other types makes it.
 *
 * @since 0.1
 */
public final class ComposedChecks implements HealthCheckProvider {

    private final CheckType.Factory parts;

    /**
     * Makes the provider.
     *
     * @param parts makes a check of whatever type its settings name
     */
    public ComposedChecks(CheckType.Factory parts) {
        this.parts = parts;
    }

    @Override
    public Collection<CheckType> types() {
        return List.of(new CheckType("inverse", this::inverse), new CheckType("composite", this::composite));
    }

    private HealthCheck inverse(Settings settings, IntegrationBuilder integration) {
        if (!settings.has("check")) {
            throw settings.missing("check");
        }
        Settings inner = settings.group("check");
        IntegrationBuilder draft = Integration.named("part");
        HealthCheck check = part(inner, draft);
        String endpoint = draft.build().endpoint();
        if (endpoint != null) {
            integration.endpoint(endpoint);
        }
        InverseCheck inverse = at(inner.path(), () -> InverseCheck.of(check));
        List<String> causes = settings.texts("expectedCauses");
        if (!settings.has("expectedCauses")) {
            return inverse;
        }
        Cause[] expected = causes.stream().map(text -> cause(settings, text)).toArray(Cause[]::new);
        return at(settings.path("expectedCauses"), () -> inverse.expecting(expected));
    }

    private HealthCheck composite(Settings settings, IntegrationBuilder integration) {
        if (!settings.has("checks")) {
            throw settings.missing("checks");
        }
        Settings checks = settings.group("checks");
        Map<String, HealthCheck> named = new LinkedHashMap<>();
        for (String name : checks.names()) {
            named.put(name, part(checks.group(name), Integration.named("part")));
        }
        Needed needed = settings.choice("healthyWhen", Needed.class).orElse(Needed.ALL);
        return at(
                checks.path(), () -> needed == Needed.ALL ? CompositeCheck.allOf(named) : CompositeCheck.anyOf(named));
    }

    private HealthCheck part(Settings settings, IntegrationBuilder draft) {
        return at(settings.path(), () -> parts.create(settings, draft));
    }

    private static Cause cause(Settings settings, String text) {
        for (Cause cause : Cause.values()) {
            if (cause.label().equals(text.trim())) {
                return cause;
            }
        }
        throw settings.wrongText("expectedCauses", text, "causes such as connect, timeout, dns or permission");
    }

    private static <T> T at(String path, Supplier<T> step) {
        try {
            return step.get();
        } catch (SettingException located) {
            throw located;
        } catch (IllegalArgumentException refused) {
            throw new SettingException(path, String.valueOf(refused.getMessage()));
        }
    }

    /** Which of the parts have to work. */
    private enum Needed {
        /** All of them. */
        ALL,
        /** Any of them. */
        ANY
    }
}
