package io.healthmon.jdbc;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of rows that go to the database in one statement, which makes a table of them there. One round trip for any
 * number of rows, and no text that depends on how many there are. How that is done is the {@link Dialect}'s.
 *
 * @param <R> what a row is made of
 */
final class Bulk<R> {

    private final List<Column<R>> columns;

    @SafeVarargs
    @SuppressWarnings("varargs") // copied at once
    Bulk(Column<R>... columns) {
        this.columns = List.of(columns);
    }

    static <R> Column<R> column(String name, Kind kind, Function<R, @Nullable Object> value) {
        return new Column<>(name, kind, value);
    }

    List<Column<R>> columns() {
        return columns;
    }

    /** Returns the names of the columns for a statement, each after a prefix such as {@code "n."}. */
    String names(String prefix) {
        return columns.stream().map(column -> prefix + column.name()).collect(Collectors.joining(", "));
    }

    /**
     * Returns the assignments that take each column from the rows called {@code n}, except a key.
     *
     * @param target what stands before the name of the column that is assigned to, such as {@code "t."}
     */
    String assignments(String key, String target) {
        return columns.stream()
                .map(Column::name)
                .filter(name -> !name.equals(key))
                .map(name -> target + name + " = n." + name)
                .collect(Collectors.joining(", "));
    }

    /**
     * One column.
     *
     * @param name its name, in the table too
     * @param kind what it holds
     * @param value takes its value from a row
     */
    record Column<R>(String name, Kind kind, Function<R, @Nullable Object> value) {}
}
