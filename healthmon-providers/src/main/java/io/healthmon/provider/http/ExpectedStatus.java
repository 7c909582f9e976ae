package io.healthmon.provider.http;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statuses that count as success, written {@code 2xx}, {@code 200-299} or {@code 404}. */
final class ExpectedStatus {

    private static final Pattern FORM = Pattern.compile("([1-5])xx|([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");

    /** What counts as success unless said otherwise: 2xx. */
    static final ExpectedStatus SUCCESS = of(List.of("2xx"));

    private final BitSet statuses = new BitSet(600);
    private final String text;

    private ExpectedStatus(List<String> patterns) {
        this.text = String.join(", ", patterns);
        patterns.forEach(this::add);
    }

    /**
     * Reads patterns, of which one has to fit.
     *
     * @throws IllegalArgumentException if one is in none of the three forms
     */
    static ExpectedStatus of(List<String> patterns) {
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("expected status is empty; use such as 2xx, 200-299 or 404");
        }
        return new ExpectedStatus(patterns);
    }

    boolean contains(int status) {
        return statuses.get(status);
    }

    private void add(String pattern) {
        Matcher form = FORM.matcher(pattern.trim().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw refused(pattern);
        }
        int from = form.group(1) == null ? Integer.parseInt(form.group(2)) : 100 * Integer.parseInt(form.group(1));
        int to = form.group(1) != null ? from + 99 : form.group(3) == null ? from : Integer.parseInt(form.group(3));
        if (from > to) {
            throw refused(pattern);
        }
        statuses.set(from, to + 1);
    }

    private static IllegalArgumentException refused(String pattern) {
        return new IllegalArgumentException("expected status \"" + pattern
                + "\" is not allowed; use a class such as 2xx, a range such as 200-299 or a status such as 404");
    }

    @Override
    public String toString() {
        return text;
    }
}
