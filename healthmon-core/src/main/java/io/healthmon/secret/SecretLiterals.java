package io.healthmon.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Secret values known by heart, in each form in which they may stand in a text. */
final class SecretLiterals {

    static final SecretLiterals NONE = new SecretLiterals(Set.of());

    private static final int SHORTEST = 4;
    private static final int SHORTEST_BASE64 = 8;
    private static final int BUCKETS = 128;
    private static final Pattern ESCAPED = Pattern.compile("%[0-9A-F]{2}");

    private final Set<String> forms;

    /** The forms by their first character, longest first. */
    private final String[][] byFirst = new String[BUCKETS][];

    private SecretLiterals(Set<String> forms) {
        this.forms = forms;
        List<String> longestFirst = new ArrayList<>(forms);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int first = bucket;
            byFirst[bucket] = longestFirst.stream()
                    .filter(form -> form.charAt(0) % BUCKETS == first)
                    .toArray(String[]::new);
        }
    }

    SecretLiterals with(Collection<Secret> secrets) {
        Set<String> all = new TreeSet<>(forms);
        for (Secret secret : secrets) {
            String value = secret.reveal().strip();
            if (value.length() >= SHORTEST) {
                addForms(value, all);
            }
        }
        return new SecretLiterals(all);
    }

    private static void addForms(String value, Set<String> forms) {
        forms.add(value);
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
        int first = next(text, 0);
        return first < 0 ? text : redactFrom(text, first);
    }

    private String redactFrom(String text, int first) {
        StringBuilder redacted = new StringBuilder(text.length());
        int copied = 0;
        for (int found = first; found >= 0; found = next(text, copied)) {
            redacted.append(text, copied, found).append("***");
            copied = found + lengthAt(text, found);
        }
        return redacted.append(text, copied, text.length()).toString();
    }

    private int next(String text, int from) {
        for (int index = from; index < text.length(); index++) {
            if (lengthAt(text, index) > 0) {
                return index;
            }
        }
        return -1;
    }

    /** Returns the length of the longest form that begins there, or 0. */
    private int lengthAt(String text, int index) {
        for (String form : byFirst[text.charAt(index) % BUCKETS]) {
            if (text.startsWith(form, index)) {
                return form.length();
            }
        }
        return 0;
    }
}
