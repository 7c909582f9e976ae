package io.healthmon.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines after RFC 4180 that no spreadsheet takes for formulas. */
final class Csv {

    private static final String BEGINS_FORMULA = "=+-@\t\r\n";
    private static final String NEEDS_QUOTES = ",\"\r\n";

    private Csv() {}

    static String line(List<?> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Returns the values of a row in order; those of an object within it in its place. */
    static List<Object> cells(Map<String, @Nullable Object> row) {
        List<Object> cells = new ArrayList<>();
        for (Object value : row.values()) {
            if (value instanceof Map<?, ?> inner) {
                inner.values().forEach(each -> cells.add(each == null ? "" : each));
            } else {
                cells.add(value == null ? "" : value);
            }
        }
        return cells;
    }

    private static String cell(Object value) {
        if (!(value instanceof String text) || text.isEmpty()) {
            return value.toString();
        }
        String harmless = BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = harmless.chars().anyMatch(character -> NEEDS_QUOTES.indexOf(character) >= 0);
        return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
