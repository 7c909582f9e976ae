package io.healthmon;

import io.healthmon.secret.Redactor;
import io.healthmon.settings.DurationText;
import io.healthmon.store.AuditLog;
import io.healthmon.store.IntegrationStore.Kept;
import io.healthmon.store.OperatorSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was changed, for the audit log and the log: only values that differ, before and after, bounded and redacted. */
final class AuditText {

    /** Who does what the application does by itself. */
    static final String APPLICATION = "application";

    static final String CREATE = "integration-create";
    static final String CHANGE = "integration-change";
    static final String DELETE = "integration-delete";
    static final String PAUSE = "integration-pause";
    static final String RESUME = "integration-resume";

    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST = 4_000;

    private AuditText() {}

    /** Makes the entry of what the application switched. */
    static AuditLog.Entry of(SwitchEdit edit, String id, Kept before, Kept after, Instant now, Redactor redactor) {
        String action = !edit.pauses() ? CHANGE : edit.pausedUntil() == null ? RESUME : PAUSE;
        return new AuditLog.Entry(now, APPLICATION, action, id, changes(before.settings(), after.settings(), redactor));
    }

    /** Returns what differs, such as {@code interval 5m -> 1m; enabled true -> false}. */
    static String changes(@Nullable OperatorSettings before, @Nullable OperatorSettings after, Redactor redactor) {
        return changes(values(before), values(after), redactor);
    }

    /** Returns which values by name differ, and how; redacted before anything is cut. */
    static String changes(
            Map<String, ? extends @Nullable Object> before,
            Map<String, ? extends @Nullable Object> after,
            Redactor redactor) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        List<String> changes = new ArrayList<>();
        for (String name : names) {
            Object old = before.get(name);
            Object now = after.get(name);
            if (!Objects.equals(old, now)) {
                changes.add(shown(name, redactor) + " " + shown(old, redactor) + " -> " + shown(now, redactor));
            }
        }
        return cut(String.join("; ", changes), LONGEST);
    }

    /** Returns the settings of operators by the names of the configuration. */
    static Map<String, @Nullable Object> values(@Nullable OperatorSettings settings) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (settings != null) {
            values.put("endpoint", settings.endpoint());
            values.put("enabled", settings.enabled());
            values.put("interval", text(settings.interval()));
            values.put("timeout", text(settings.timeout()));
            values.put("failureThreshold", settings.failureThreshold());
            values.put("alertOnFailure", settings.alertOnFailure());
            values.put("alertEmail", List.copyOf(new TreeSet<>(settings.alertEmail())));
            values.put("pausedUntil", settings.pausedUntil());
        }
        return values;
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : DurationText.format(duration);
    }

    private static String shown(@Nullable Object value, Redactor redactor) {
        return redactor.excerpt(String.valueOf(value), LONGEST_VALUE);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
