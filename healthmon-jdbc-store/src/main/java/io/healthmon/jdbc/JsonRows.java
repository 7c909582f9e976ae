package io.healthmon.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Rows as one text of JSON, of which {@code json_table} makes rows: for databases without arrays. */
final class JsonRows {

    private static final String PARAMETER = "rows";

    private JsonRows() {}

    /** Returns the rows as a table called {@code n}, whose texts are equal if their bytes are. */
    static String source(Bulk<?> columns) {
        List<? extends Bulk.Column<?>> list = columns.columns();
        String values = list.stream().map(JsonRows::value).collect(Collectors.joining(", "));
        String types = IntStream.range(0, list.size())
                .mapToObj(index ->
                        list.get(index).name() + " " + type(list.get(index).kind()) + " path '$[" + index + "]'")
                .collect(Collectors.joining(", "));
        return "(select " + values + " from json_table(:" + PARAMETER + ", '$[*]' columns (" + types + ")) j) n";
    }

    private static String value(Bulk.Column<?> column) {
        return column.kind() == Kind.BYTES ? "unhex(" + column.name() + ") as " + column.name() : column.name();
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case FLAG -> "tinyint";
            case SMALL -> "smallint";
            case NUMBER -> "int";
            case LONG -> "bigint";
            case DOUBLE -> "double";
            case BYTES -> "longtext";
            case TEXT -> "longtext character set utf8mb4 " + MariaDbDialect.COLLATION;
            case TIME -> "datetime(6)";
        };
    }

    /** Hands the rows to a statement made with {@link #source}. */
    static <R, S extends SqlStatement<S>> S bind(S statement, Bulk<R> columns, List<R> rows) {
        List<List<@Nullable Object>> values = new ArrayList<>(rows.size());
        for (R row : rows) {
            List<@Nullable Object> line = new ArrayList<>(columns.columns().size());
            columns.columns().forEach(column -> line.add(json(column.value().apply(row))));
            values.add(line);
        }
        return statement.bind(PARAMETER, JsonColumn.write(values));
    }

    private static @Nullable Object json(@Nullable Object value) {
        if (value instanceof Instant moment) {
            return MariaDbDialect.utc(moment).toString();
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof Boolean flag ? (flag ? 1 : 0) : value;
    }
}
