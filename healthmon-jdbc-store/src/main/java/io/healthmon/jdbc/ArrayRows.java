package io.healthmon.jdbc;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Rows as one array for each column, of which {@code unnest} makes rows: for databases that have arrays. */
final class ArrayRows {

    private ArrayRows() {}

    /**
     * Returns the rows as a table called {@code n}.
     *
     * @param arrayOf the type of an array of a kind
     */
    static String source(Bulk<?> columns, Function<Kind, String> arrayOf) {
        String arrays = columns.columns().stream()
                .map(column -> "cast(:" + column.name() + " as " + arrayOf.apply(column.kind()) + ")")
                .collect(Collectors.joining(", "));
        return "(select * from unnest(" + arrays + ") as u (" + columns.names("") + ")) n";
    }

    /** Hands the rows to a statement made with {@link #source}. */
    static <R, S extends SqlStatement<S>> S bind(S statement, Bulk<R> columns, List<R> rows) {
        for (Bulk.Column<R> column : columns.columns()) {
            statement.bind(column.name(), array(column.kind(), values(column, rows)));
        }
        return statement;
    }

    /** Hands values to a statement as one array. */
    static <S extends SqlStatement<S>> S bindAll(S statement, String name, Kind kind, Collection<?> values) {
        return statement.bind(name, array(kind, values.toArray()));
    }

    private static Argument array(Kind kind, @Nullable Object[] values) {
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(kind.postgreSqlName, values));
    }

    private static <R> @Nullable Object[] values(Bulk.Column<R> column, List<R> rows) {
        // bytes need an array of their own type, or the driver takes them for text
        @Nullable Object[] values = column.kind() == Kind.BYTES ? new byte[rows.size()][] : new @Nullable Object[rows.size()];
        for (int index = 0; index < values.length; index++) {
            Object value = column.value().apply(rows.get(index));
            values[index] = value instanceof Instant moment ? Moments.toSql(moment) : value;
        }
        return values;
    }
}
