package io.healthmon.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Rows that go to the database in one statement: one array for each column, and {@code unnest} makes rows of them there.
 * One round trip for any number of rows, and no text that depends on how many there are.
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

    /** Returns the assignments that take each column from the rows called {@code n}, except a key. */
    String assignments(String key) {
        return columns.stream()
                .filter(column -> !column.name().equals(key))
                .map(column -> column.name() + " = n." + column.name())
                .collect(Collectors.joining(", "));
    }

    /** Returns the rows as a table called {@code n}. */
    String source(Dialect dialect) {
        String arrays = columns.stream()
                .map(column -> "cast(:" + column.name() + " as " + dialect.arrayOf(column.kind()) + ")")
                .collect(Collectors.joining(", "));
        return "(select * from unnest(" + arrays + ") as u (" + names("") + ")) n";
    }

    /** Hands the rows to a statement made with {@link #source}. */
    <S extends SqlStatement<S>> S bind(S statement, List<R> rows) {
        for (Column<R> column : columns) {
            statement.bind(column.name(), array(column.kind(), values(column, rows)));
        }
        return statement;
    }

    /** Returns an argument that is a whole array. */
    static Argument array(Kind kind, @Nullable Object[] values) {
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(kind.postgreSqlName, values));
    }

    private static <R> @Nullable Object[] values(Column<R> column, List<R> rows) {
        // bytes need an array of their own type, or the driver takes them for text
        @Nullable Object[] values = column.kind() == Kind.BYTES ? new byte[rows.size()][] : new @Nullable Object[rows.size()];
        for (int index = 0; index < values.length; index++) {
            Object value = column.value().apply(rows.get(index));
            values[index] = value instanceof Instant moment ? Moments.toSql(moment) : value;
        }
        return values;
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
