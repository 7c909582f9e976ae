package io.healthmon;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.NamedSecrets;
import io.healthmon.secret.Redactor;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the checks of definitions that come from outside the code and the file, such as those over the API.
 *
 * <p>Such a check connects to nothing that the guard refuses, names its secrets instead of holding them, and names no file
 * of this machine. Only types whose checks are {@link HealthCheck.Guardable} can be made so. Immutable but for the types,
 * which are found when first needed; safe for use by multiple threads.
 */
final class OutsideChecks {

    private final TargetGuard guard;
    private final NamedSecrets secrets;
    private final Redactor redactor;
    private final @Nullable ClassLoader loader;
    private @Nullable ProvidedTypes<CheckType> types;

    /**
     * Makes a maker.
     *
     * @param guard judges addresses
     * @param secrets what definitions may name
     * @param redactor knows what no definition may hold: not all that the monitor knows, or who defines could guess at it
     * @param loader knows the jars that bring types of checks; null for the system's
     */
    OutsideChecks(TargetGuard guard, NamedSecrets secrets, Redactor redactor, @Nullable ClassLoader loader) {
        this.guard = guard;
        this.secrets = secrets;
        this.redactor = redactor;
        this.loader = loader;
    }

    /** Returns what judges the addresses of such checks, and of checks that an operator moved to another host. */
    TargetGuard guard() {
        return guard;
    }

    /**
     * Returns the settings of a definition, to be read by {@link #check} and by {@link IntegrationBuilder#settings}.
     *
     * @param path where they stand in what was sent; empty for the whole
     */
    Settings settings(String path, Map<String, ? extends @Nullable Object> values) {
        return Settings.fromOutside(path, values, secrets, redactor);
    }

    /**
     * Makes a check; what nobody asked for is left for {@link Settings#refuseUnknown()}.
     *
     * @param outside made by {@link #settings}
     * @throws SettingException if a setting cannot be used, the type cannot be made from outside, the target is refused, or
     *     a secret is bound to other hosts
     */
    HealthCheck check(Settings outside, IntegrationBuilder draft) {
        CheckType type = types().of(outside);
        HealthCheck check = at(outside, "type", () -> type.factory().create(outside, draft));
        if (check instanceof HealthCheck.Guardable guardable) {
            return at(outside, outside.has("url") ? "url" : "host", () -> guardable.guardedBy(guard));
        }
        throw new SettingException(
                outside.path("type"),
                "\"" + type.name() + "\" cannot be made from outside; declare the integration in the application or its"
                        + " file");
    }

    private static HealthCheck at(Settings outside, String name, Supplier<HealthCheck> step) {
        try {
            return step.get();
        } catch (SettingException located) {
            throw located;
        } catch (IllegalArgumentException refused) {
            throw new SettingException(outside.path(name), String.valueOf(refused.getMessage()));
        }
    }

    private synchronized ProvidedTypes<CheckType> types() {
        ProvidedTypes<CheckType> known = types;
        if (known == null) {
            known = ProvidedTypes.ofChecks(Providers.load(HealthCheckProvider.class, "a check provider", loader));
            types = known;
        }
        return known;
    }
}
