package io.healthmon.check;

import java.text.Normalizer;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What names, ids and labels may look like. */
final class Names {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ID = 100;
    private static final int MOST_LABELS = 20;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0," + (LONGEST_ID - 1) + "}");

    private static final Pattern ADDRESS = Pattern.compile("[^\\s,;<>\"@]{1,64}@[^\\s,;<>\"@]{1,255}");

    private static final Pattern LINK = Pattern.compile("(?i)https?://[^\\s/?#].*");

    private Names() {}

    static String name(String name) {
        return text("name", name, LONGEST_NAME);
    }

    static String label(String setting, String label) {
        return text(setting, label, LONGEST_ID);
    }

    static Set<String> labels(String setting, String... labels) {
        Set<String> unique = new LinkedHashSet<>(List.of(labels));
        if (unique.size() > MOST_LABELS) {
            throw new IllegalArgumentException(
                    setting + " has " + unique.size() + " entries; use at most " + MOST_LABELS);
        }
        unique.forEach(label -> label(setting, label));
        return Collections.unmodifiableSet(unique);
    }

    static Set<String> addresses(String setting, String... addresses) {
        Set<String> unique = labels(setting, addresses);
        for (String address : unique) {
            if (!ADDRESS.matcher(address).matches()) {
                throw new IllegalArgumentException(setting + " " + quoted(address)
                        + " is not allowed; use a mail address such as ops@example.com");
            }
        }
        return unique;
    }

    /** People open it in a browser, which runs what some schemes hold. */
    static String link(String setting, String link) {
        String kept = BoundedText.of(link).shown();
        if (!LINK.matcher(kept).matches()) {
            throw new IllegalArgumentException(
                    setting + " " + quoted(kept) + " is not allowed; use an http:// or https:// address");
        }
        return kept;
    }

    static String id(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id " + quoted(id)
                    + " is not allowed; use lower-case letters, digits, '-', '_' and '.', at most " + LONGEST_ID
                    + ", beginning with a letter or digit");
        }
        return id;
    }

    static String slug(String name) {
        String plain = Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "");
        String slug =
                plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (slug.isEmpty()) {
            throw new IllegalArgumentException(
                    "name " + quoted(name) + " has no letter or digit to make an id of; set \"id\" too");
        }
        return slug.length() <= LONGEST_ID ? slug : slug.substring(0, LONGEST_ID);
    }

    private static String text(String setting, String text, int longest) {
        boolean controls = text.chars().anyMatch(Character::isISOControl);
        if (text.isBlank() || text.length() > longest || controls) {
            throw new IllegalArgumentException(setting + " " + quoted(text) + " is not allowed; use 1 to " + longest
                    + " characters without control characters");
        }
        return text;
    }

    private static String quoted(String text) {
        String shown = text.length() <= 40 ? text : text.substring(0, 39) + "…";
        return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
    }
}
