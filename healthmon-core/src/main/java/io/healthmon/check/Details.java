package io.healthmon.check;

import io.healthmon.secret.Redactor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The details of a result in the order given: few, short, redacted, and a count of those that were left out. */
final class Details {

    static final Details NONE = new Details(Map.of(), Map.of(), 0);

    private static final int MAX_KEY = 64;
    private static final String OMITTED = "omitted";

    private final Map<String, String> shown;

    /** By their shown names, those of which more is known than is shown; nearly always none. */
    private final Map<String, Cut> cut;

    private final int omitted;

    private Details(Map<String, String> shown, Map<String, Cut> cut, int omitted) {
        this.shown = shown;
        this.cut = cut;
        this.omitted = omitted;
    }

    Details with(String name, Object value) {
        BoundedText key = BoundedText.of(name, MAX_KEY);
        if (shown.size() >= CheckResult.MAX_DETAILS && !shown.containsKey(key.shown())) {
            return withOneMoreOmitted();
        }
        BoundedText text = isPlainNumber(value)
                ? BoundedText.plain(value.toString())
                : BoundedText.of(kept(key, value.toString()));
        Map<String, String> more = new LinkedHashMap<>(shown);
        more.put(key.shown(), text.shown());
        if (length(more) > CheckResult.MAX_DETAILS_TEXT) {
            return withOneMoreOmitted();
        }
        return new Details(Collections.unmodifiableMap(more), with(key, text), omitted);
    }

    private Map<String, Cut> with(BoundedText key, BoundedText text) {
        boolean whole = !key.isCut() && !text.isCut();
        if (whole && !cut.containsKey(key.shown())) {
            return cut;
        }
        Map<String, Cut> more = new LinkedHashMap<>(cut);
        more.put(key.shown(), new Cut(key, text));
        return more;
    }

    private Details withOneMoreOmitted() {
        return new Details(shown, cut, omitted + 1);
    }

    /** Short and no secret; checks give several with each result, and redaction is not free. */
    private static boolean isPlainNumber(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Double;
    }

    /** Returns the value, or nothing of it where its name alone says that it is secret, though not that of a part's status. */
    private static String kept(BoundedText key, String value) {
        return beginsWithStatus(value) || Redactor.standard().redact(key + "=?").endsWith("?") ? value : "***";
    }

    /** A composite names what it consists of, and a part may well be called auth or token. */
    private static boolean beginsWithStatus(String value) {
        for (HealthStatus status : HealthStatus.values()) {
            if (value.startsWith(status.label())) {
                String more = value.substring(status.label().length());
                return more.isEmpty() || more.startsWith(",") || more.startsWith(" (");
            }
        }
        return false;
    }

    private static int length(Map<String, String> details) {
        int length = 0;
        for (Map.Entry<String, String> detail : details.entrySet()) {
            length += detail.getKey().length() + detail.getValue().length();
        }
        return length;
    }

    /** Returns the details without what a redactor knows by heart, which know no more than they show. */
    Details redactedBy(Redactor redactor) {
        if (shown.isEmpty()) {
            return this;
        }
        Map<String, String> clean = new LinkedHashMap<>();
        shown.forEach((name, value) -> {
            Cut known = cut.get(name);
            clean.put(
                    known == null
                            ? redactor.redact(name)
                            : known.name.redactedBy(redactor).shown(),
                    known == null
                            ? redactor.redact(value)
                            : known.value.redactedBy(redactor).shown());
        });
        return cut.isEmpty() && clean.equals(shown)
                ? this
                : new Details(Collections.unmodifiableMap(clean), Map.of(), omitted);
    }

    Map<String, String> asMap() {
        if (omitted == 0) {
            return shown;
        }
        Map<String, String> all = new LinkedHashMap<>(shown);
        all.put(OMITTED, Integer.toString(omitted));
        return Collections.unmodifiableMap(all);
    }

    private record Cut(BoundedText name, BoundedText value) {}
}
