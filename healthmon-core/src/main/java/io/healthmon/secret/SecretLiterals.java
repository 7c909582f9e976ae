package io.healthmon.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Secret values known by heart, in each form in which they may stand in a text.
 *
 * <p>The time that a text takes hardly grows with how many there are, and each comes and goes by itself. Safe for use by
 * multiple threads; those who look wait for nobody.
 */
final class SecretLiterals {

    /** The shortest value that can be known at all. */
    static final int SHORTEST = Beginnings.LENGTH;

    private static final int SHORTEST_BASE64 = 8;
    private static final Pattern ESCAPED = Pattern.compile("%[0-9A-F]{2}");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+");

    /** How many values have each form. */
    private final ConcurrentNavigableMap<String, Integer> forms = new ConcurrentSkipListMap<>();

    private volatile Beginnings beginnings = new Beginnings(1);

    /** The length of the longest form that there ever was. */
    private volatile int longest;

    /** How many forms were added since there are these beginnings. */
    private int begun;

    /** Returns others that begin with the same. */
    SecretLiterals copy() {
        SecretLiterals copy = new SecretLiterals();
        forms.forEach((form, values) -> copy.add(form));
        return copy;
    }

    /** Adds those values that are long enough. */
    void add(Collection<Secret> secrets, int shortest) {
        each(secrets, shortest, this::add);
    }

    /** Takes away what was added, unless it was added more often. */
    void remove(Collection<Secret> secrets, int shortest) {
        each(
                secrets,
                shortest,
                form -> forms.computeIfPresent(form, (same, values) -> values == 1 ? null : values - 1));
    }

    private static void each(Collection<Secret> secrets, int shortest, Consumer<String> action) {
        for (Secret secret : secrets) {
            String value = secret.reveal().strip();
            if (value.length() >= shortest) {
                Set<String> all = new TreeSet<>();
                addForms(value, all);
                all.forEach(action);
            }
        }
    }

    private synchronized void add(String form) {
        if (begun == beginnings.room()) {
            // why: with room for twice as many, and without those that are gone
            Beginnings roomy = new Beginnings(2 * forms.size());
            forms.keySet().forEach(roomy::add);
            begun = forms.size();
            beginnings = roomy;
        }
        begun++;
        longest = Math.max(longest, form.length());
        beginnings.add(form);
        forms.merge(form, 1, Integer::sum);
    }

    private static void addForms(String value, Set<String> forms) {
        forms.add(value);
        forms.add(CONTROLS.matcher(value).replaceAll(" "));
        addEncoded(URLEncoder.encode(value, StandardCharsets.UTF_8), forms);
        String json = value.replace("\\", "\\\\").replace("\"", "\\\"");
        forms.add(json);
        forms.add(json.replace("/", "\\/"));
        for (int shift = 0; shift < 3; shift++) {
            String base64 = base64Core(value.getBytes(StandardCharsets.UTF_8), shift);
            if (base64.length() >= SHORTEST_BASE64) {
                forms.add(base64);
                forms.add(base64.replace('+', '-').replace('/', '_'));
            }
        }
    }

    /** Blanks stand as {@code +} or {@code %20}, and the digits of other characters in capitals or not. */
    private static void addEncoded(String encoded, Set<String> forms) {
        for (String form : List.of(encoded, encoded.replace("+", "%20"))) {
            forms.add(form);
            forms.add(ESCAPED.matcher(form).replaceAll(found -> found.group().toLowerCase(Locale.ROOT)));
        }
    }

    /** Returns the part of the Base64 text that is the same whatever stands before and after the value. */
    private static String base64Core(byte[] value, int bytesBefore) {
        byte[] shifted = new byte[bytesBefore + value.length];
        System.arraycopy(value, 0, shifted, bytesBefore, value.length);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int firstOwn = (bytesBefore * 8 + 5) / 6;
        int afterOwn = shifted.length * 8 / 6;
        return base64.substring(firstOwn, Math.max(firstOwn, afterOwn));
    }

    String redact(String text) {
        if (forms.isEmpty()) {
            return text;
        }
        Beginnings some = beginnings;
        StringBuilder redacted = null;
        int copied = 0;
        int last = text.length() - Beginnings.LENGTH;
        for (int index = 0; index <= last; index++) {
            int length = some.may(text, index) ? lengthAt(text, index) : 0;
            if (length > 0) {
                redacted = redacted == null ? new StringBuilder(text.length()) : redacted;
                redacted.append(text, copied, index).append("***");
                copied = index + length;
                index = copied - 1;
            }
        }
        return redacted == null
                ? text
                : redacted.append(text, copied, text.length()).toString();
    }

    /** Returns the length of the longest form that begins there, or 0. */
    private int lengthAt(String text, int index) {
        String rest = text.substring(index, Math.min(text.length(), index + longest));
        while (rest.length() >= Beginnings.LENGTH) {
            String before = forms.floorKey(rest);
            if (before == null || rest.startsWith(before)) {
                return before == null ? 0 : before.length();
            }
            // why: what the text begins with and stands before this one in order, this one begins with as well
            rest = rest.substring(0, common(rest, before));
        }
        return 0;
    }

    private static int common(String one, String other) {
        int length = 0;
        while (length < other.length() && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }
}
