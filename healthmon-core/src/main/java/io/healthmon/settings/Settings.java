package io.healthmon.settings;

import io.healthmon.secret.NamedSecrets;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A group of settings by name, read once and checked while it is read.
 *
 * <p>The values are plain Java (strings, numbers, booleans, lists, maps), so that a JSON document, properties and
 * code all come in by the same door. Each reader asks for the settings it knows; when all have read,
 * {@link #refuseUnknown()} refuses what nobody asked for, so that a misspelt name never passes in silence. Every
 * problem is a {@link SettingException} that names the path of the setting, for example
 * {@code integrations[2].interval}.
 *
 * <p>Not safe for use by multiple threads: it remembers what was read. Confine it to the thread that configures.
 *
 * @since 0.1
 */
public final class Settings {

    private static final String GROUP = "a group of settings: {\"name\": value, …}";

    private final String path;
    private final Redactor redactor;
    private final Map<String, @Nullable Object> values;
    private final Set<String> asked = new TreeSet<>();
    private final Map<String, Settings> groups = new LinkedHashMap<>();
    private final Map<String, List<Settings>> lists = new LinkedHashMap<>();

    /** What settings from outside may name, or null for those of the application. */
    private final @Nullable NamedSecrets outside;

    private Settings(
            String path, Map<String, @Nullable Object> values, Redactor redactor, @Nullable NamedSecrets outside) {
        this.path = path;
        this.redactor = redactor;
        this.values = values;
        this.outside = outside;
    }

    /** Makes settings of a tree of plain values. */
    public static Settings of(Map<String, ? extends @Nullable Object> values) {
        return of(values, Redactor.standard());
    }

    /**
     * Makes settings of a tree of plain values, some of which are known to be secret wherever they stand.
     *
     * @param redactor takes them out of every message
     */
    public static Settings of(Map<String, ? extends @Nullable Object> values, Redactor redactor) {
        return new Settings("", new LinkedHashMap<>(values), redactor, null);
    }

    /** Makes settings of a tree of plain values that stands at a path of a larger document. */
    public static Settings at(String path, Map<String, ? extends @Nullable Object> values) {
        return new Settings(path, new LinkedHashMap<>(values), Redactor.standard(), null);
    }

    /**
     * Makes settings of a tree of plain values that comes from outside the application and its file. They hold no secret,
     * but say {@code {"secret": "name"}} where one is wanted; they name no file; no variable is expanded in them.
     *
     * @param secrets what they may name
     * @param redactor knows what they may not hold
     */
    public static Settings fromOutside(
            String path, Map<String, ? extends @Nullable Object> values, NamedSecrets secrets, Redactor redactor) {
        return new Settings(path, new LinkedHashMap<>(values), redactor, secrets);
    }

    /** Returns where this group stands in its document; empty for the root. */
    public String path() {
        return path;
    }

    /** Returns what takes out of a text the values that are known to be secret where these settings come from. */
    public Redactor redactor() {
        return redactor;
    }

    /** Returns the path of one of this group's settings, for messages: on one line, an overlong name abbreviated. */
    public String path(String name) {
        return path.isEmpty() ? ShownValue.abbreviated(name) : path + "." + ShownValue.abbreviated(name);
    }

    /** Returns whether the setting is there and not null; it counts as asked for. */
    public boolean has(String name) {
        return value(name) != null;
    }

    /** Returns a text that must be there and not blank. */
    public String requireText(String name) {
        return text(name).filter(text -> !text.isBlank()).orElseThrow(() -> missing(name));
    }

    /** Returns a text. Numbers and booleans are taken as they are written. */
    public Optional<String> text(String name) {
        Object value = value(name);
        if (value instanceof Map || value instanceof List) {
            throw wrong(name, "a text");
        }
        return Optional.ofNullable(value).map(Object::toString).map(text -> outside(name, text));
    }

    private String outside(String name, String text) {
        return outside == null ? text : OutsideValues.plain(this, name, text);
    }

    /**
     * Returns a secret; a blank one counts as absent. Its value appears in no message. Settings from outside name it, as
     * {@code {"secret": "name"}}; it is bound to its hosts then, and whoever sends it has to ask it for them.
     */
    public Optional<Secret> secret(String name) {
        return outside == null
                ? text(name).filter(text -> !text.isBlank()).map(Secret::of)
                : OutsideValues.secret(this, name, value(name), outside);
    }

    /** Returns the path of a file of this machine as it is written; settings from outside may name none. */
    public Optional<String> file(String name) {
        if (outside != null && has(name)) {
            throw OutsideValues.noFile(this, name);
        }
        return text(name);
    }

    /** Returns a truth value: {@code true} or {@code false}, as such or as text. */
    public Optional<Boolean> flag(String name) {
        return parsed(name, Choice::flag);
    }

    /**
     * Returns a whole number within limits.
     *
     * @param min the least that is allowed
     * @param max the most that is allowed
     */
    public OptionalLong number(String name, long min, long max) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        String allowed = "a whole number from " + min + " to " + max;
        try {
            long number = Long.parseLong(text.get().trim());
            if (number < min || number > max) {
                throw wrong(name, allowed);
            }
            return OptionalLong.of(number);
        } catch (NumberFormatException notANumber) {
            throw wrong(name, allowed);
        }
    }

    /**
     * Returns a duration within limits.
     *
     * @param min the shortest that is allowed
     * @param max the longest that is allowed
     * @see DurationText
     */
    public Optional<Duration> duration(String name, Duration min, Duration max) {
        return text(name).map(text -> parse(name, text, DurationText::parse)).map(duration -> {
            if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
                throw wrong(name, "from " + DurationText.format(min) + " to " + DurationText.format(max));
            }
            return duration;
        });
    }

    /** Returns one of the constants of an enum, written in lower case, with {@code -} or {@code _} between words. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return parsed(name, text -> Choice.of(type, text));
    }

    /**
     * Returns a text read into a value of its own.
     *
     * @param parser reads the text; the message of its {@link IllegalArgumentException} says what is allowed, as
     *     the end of a sentence that begins with the value
     */
    public <T> Optional<T> parsed(String name, Function<String, T> parser) {
        return text(name).map(text -> parse(name, text, parser));
    }

    /** Returns a list of texts; a single text counts as a list of one. Empty when the setting is not there. */
    public List<String> texts(String name) {
        Object value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            return List.of(text(name).orElseThrow());
        }
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            if (element == null || element instanceof Map || element instanceof List) {
                throw wrong(name, "a list of texts");
            }
            texts.add(outside(name, element.toString()));
        }
        return List.copyOf(texts);
    }

    /** Returns a map from free names to texts, such as HTTP headers; empty when the setting is not there. */
    public Map<String, String> textMap(String name) {
        Settings group = group(name);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : group.names()) {
            texts.put(key, group.text(key).orElseThrow(() -> group.missing(key)));
        }
        return texts;
    }

    /**
     * Returns a map from free names to texts any of which may be secret, such as HTTP headers.
     *
     * @param harmless which of them hold no secret, and so may be texts in settings from outside too
     */
    public Map<String, Secret> secretMap(String name, Predicate<String> harmless) {
        Settings group = group(name);
        Map<String, Secret> secrets = new LinkedHashMap<>();
        for (String key : group.names()) {
            boolean plain = outside == null || harmless.test(key);
            Optional<Secret> value = plain ? group.text(key).map(Secret::of) : group.secret(key);
            secrets.put(key, value.orElseThrow(() -> group.missing(key)));
        }
        return secrets;
    }

    /** Returns a group of settings within this one; an empty group when it is not there. */
    public Settings group(String name) {
        Object value = value(name);
        return groups.computeIfAbsent(name, key -> {
            if (value != null && !(value instanceof Map)) {
                throw wrong(name, GROUP);
            }
            return new Settings(path(name), value == null ? Map.of() : PlainMap.of(value), redactor, outside);
        });
    }

    /**
     * Returns a group that is read when all others have been: {@link #refuseUnknown()} leaves it out, so whoever reads it
     * calls that of the group itself. Empty when the group is not there, or nothing in it has a value.
     */
    public Optional<Settings> deferredGroup(String name) {
        Object value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Map)) {
            throw wrong(name, GROUP);
        }
        Settings group = new Settings(path(name), PlainMap.of(value), redactor, outside);
        boolean blank = group.values.values().stream().allMatch(Objects::isNull);
        return blank ? Optional.empty() : Optional.of(group);
    }

    /** Returns a list of groups; empty when the setting is not there. */
    public List<Settings> groups(String name) {
        Object value = value(name);
        return lists.computeIfAbsent(name, key -> {
            if (value == null) {
                return List.of();
            }
            if (!(value instanceof List<?> list)) {
                throw wrong(name, "a list: [{…}, …]");
            }
            List<Settings> groups = new ArrayList<>();
            for (Object element : list) {
                String place = path(name) + "[" + groups.size() + "]";
                if (!(element instanceof Map)) {
                    throw new SettingException(place, shown(name, element) + " is not a group of settings: {…}");
                }
                groups.add(new Settings(place, PlainMap.of(element), redactor, outside));
            }
            return groups;
        });
    }

    /** Returns the names that are there, asked for or not, in the order written. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /**
     * Refuses what nobody asked for, here and in every group that was read.
     *
     * @throws SettingException for the first name that no reader asked for, with the names that are known here
     */
    public void refuseUnknown() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                throw new SettingException(path(name), "unknown setting" + ClosestName.hint(name, asked));
            }
        }
        groups.values().forEach(Settings::refuseUnknown);
        lists.values().forEach(list -> list.forEach(Settings::refuseUnknown));
    }

    /** Makes the exception for a value that is not allowed; it shows the value unless the name is a secret's. */
    public SettingException wrong(String name, String allowed) {
        return new SettingException(path(name), shown(name, values.get(name)) + " is not allowed; use " + allowed);
    }

    /** Makes the exception for one text of a list that is not allowed; it shows the text unless the name is a secret's. */
    public SettingException wrongText(String name, String text, String allowed) {
        return new SettingException(path(name), shown(name, text) + " is not allowed; use " + allowed);
    }

    /** Makes the exception for a setting that has to be there. */
    public SettingException missing(String name) {
        return new SettingException(path(name), "is missing; set \"" + name + "\"");
    }

    private <T> T parse(String name, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException unreadable) {
            throw new SettingException(path(name), shown(name, text) + " " + unreadable.getMessage());
        }
    }

    private @Nullable Object value(String name) {
        asked.add(name);
        return values.get(name);
    }

    private String shown(String name, @Nullable Object value) {
        return ShownValue.of(path, name, value, redactor);
    }
}
