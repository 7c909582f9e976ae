package io.healthmon.json;

import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the values of variables in the place of {@code ${NAME}} and {@code ${NAME:default}}. */
final class Variables {

    /** An escaped beginning, or a beginning with all that follows up to the brace that closes it, if there is one. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Pattern SECRET_NAME =
            Pattern.compile("SECRET|PASS|PWD|TOKEN|KEY|CREDENTIAL|AUTH", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> environment;
    private final List<Secret> secrets = new ArrayList<>();

    Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Returns the values of those variables so far whose names say that they are secret. */
    List<Secret> secrets() {
        return secrets;
    }

    Map<String, @Nullable Object> expandAll(Map<String, @Nullable Object> document) {
        return object("", document);
    }

    private Map<String, @Nullable Object> object(String path, Map<?, ?> object) {
        Map<String, @Nullable Object> expanded = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            String name = String.valueOf(key);
            expanded.put(name, value(path.isEmpty() ? name : path + "." + name, value));
        });
        return expanded;
    }

    private @Nullable Object value(String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object(path, object);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> expanded = new ArrayList<>();
            list.forEach(element -> expanded.add(value(path + "[" + expanded.size() + "]", element)));
            return expanded;
        }
        return value instanceof String text && text.contains("${") ? text(path, text) : value;
    }

    private String text(String path, String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? "${"
                                : resolved(path, found.group(1), found.group(2).isEmpty())));
    }

    private String resolved(String path, String reference, boolean open) {
        int colon = reference.indexOf(':');
        String name = colon < 0 ? reference : reference.substring(0, colon);
        if (open || !NAME.matcher(name).matches() || reference.contains("${")) {
            throw new SettingException(
                    path,
                    "has a \"${\" that is no variable; write ${NAME} or ${NAME:default} with "
                            + "letters, digits and '_' in the name, or $${ for a plain ${");
        }
        String value = environment.get(name);
        if (value == null && colon < 0) {
            // why: whole, as a name such as API_KEY before a colon looks like a secret; there is none in it
            throw new SettingException(path + ": the variable " + name + " is not set; set it, or write ${" + name
                    + ":default} in its place");
        }
        if (value != null && SECRET_NAME.matcher(name).find()) {
            secrets.add(Secret.of(value));
        }
        return value == null ? reference.substring(colon + 1) : value;
    }
}
