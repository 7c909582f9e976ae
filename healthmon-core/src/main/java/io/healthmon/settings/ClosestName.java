package io.healthmon.settings;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known name that a misspelt one most likely stands for. */
final class ClosestName {

    private ClosestName() {}

    static String hint(String wrong, Collection<String> known) {
        if (known.isEmpty()) {
            return "; no setting is known here: remove it";
        }
        String closest = known.stream()
                .filter(name -> distance(wrong, name) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(name -> distance(wrong, name)))
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse(";");
        return closest + " known here: " + String.join(", ", known);
    }

    /** The Levenshtein distance, case ignored; names are short, so the plain table is enough. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= Math.min(left.length(), 100); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                boolean same = Character.toLowerCase(left.charAt(row - 1))
                        == Character.toLowerCase(right.charAt(column - 1));
                int replaced = previous[column - 1] + (same ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
