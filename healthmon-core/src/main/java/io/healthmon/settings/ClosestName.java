package io.healthmon.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the known name that a misspelt one most likely stands for. */
final class ClosestName {

    private static final int LONGEST = 100;

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

    /** Counts letters to change, add, leave out or swap with their neighbour; names are short, the plain table will do. */
    private static int distance(String wrong, String known) {
        String left = wrong.substring(0, Math.min(wrong.length(), LONGEST)).toLowerCase(Locale.ROOT);
        String right = known.toLowerCase(Locale.ROOT);
        int[][] table = new int[left.length() + 1][right.length() + 1];
        for (int row = 0; row <= left.length(); row++) {
            for (int column = 0; column <= right.length(); column++) {
                table[row][column] = row == 0 || column == 0 ? row + column : step(table, left, right, row, column);
            }
        }
        return table[left.length()][right.length()];
    }

    private static int step(int[][] table, String left, String right, int row, int column) {
        boolean same = left.charAt(row - 1) == right.charAt(column - 1);
        int changed = table[row - 1][column - 1] + (same ? 0 : 1);
        int least = Math.min(changed, 1 + Math.min(table[row - 1][column], table[row][column - 1]));
        boolean swapped = row > 1
                && column > 1
                && left.charAt(row - 1) == right.charAt(column - 2)
                && left.charAt(row - 2) == right.charAt(column - 1);
        return swapped ? Math.min(least, 1 + table[row - 2][column - 2]) : least;
    }
}
