package io.healthmon.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that stands in a database, as text. */
final class TableTexts {

    private TableTexts() {}

    /** Returns what each table holds, by its name. */
    static Map<String, String> of(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = connection
                .createStatement()
                .executeQuery("select table_name from information_schema.tables where table_schema = 'PUBLIC'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String table : tables) {
            texts.put(table, content(connection, table));
        }
        return texts;
    }

    private static String content(Connection connection, String table) throws SQLException {
        StringBuilder content = new StringBuilder();
        try (ResultSet rows = connection.createStatement().executeQuery("select * from \"" + table + "\"")) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    content.append(rows.getString(column)).append('\n');
                }
            }
        }
        return content.toString();
    }
}
