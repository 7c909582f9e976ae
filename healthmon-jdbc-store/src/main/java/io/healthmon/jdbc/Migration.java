package io.healthmon.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One step of the schema: a file of plain SQL.
 *
 * @param version its number; steps are taken in the order of their numbers
 * @param description what it does, from its file's name
 * @param sql its text, with line feeds only
 */
record Migration(int version, String description, String sql) {

    /** The steps, oldest first; a database that has nothing to do for one lacks the file. */
    private static final List<String> NAMES = List.of(
            "V1__integrations_results_alerts",
            "V2__rollups",
            "V3__daily_partitions",
            "V4__application_metrics",
            "V5__readable_views",
            "V6__maintenance",
            "V7__version_of_figures",
            "V8__definitions");

    static List<Migration> of(Dialect dialect) {
        return NAMES.stream()
                .filter(name -> Migration.class.getResource(path(dialect, name)) != null)
                .map(name -> named(dialect, name))
                .toList();
    }

    /** Returns the text that makes the table of what was applied. */
    static List<String> history(Dialect dialect) {
        return statements(read(dialect, "history"));
    }

    /** Returns the name of its file. */
    String file() {
        return "V" + version + "__" + description.replace(' ', '_') + ".sql";
    }

    private static Migration named(Dialect dialect, String name) {
        int separator = name.indexOf("__");
        int version = Integer.parseInt(name.substring(1, separator));
        return new Migration(version, name.substring(separator + 2).replace('_', ' '), read(dialect, name));
    }

    /** Returns the statements: each ends with a semicolon at the end of a line; text between {@code $$} is one; comments have lines of their own. */
    List<String> statements() {
        return statements(sql);
    }

    /** Returns what tells this text from a changed one. */
    String checksum() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    private static List<String> statements(String sql) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        boolean quoted = false;
        for (String line : sql.lines().map(String::stripTrailing).toList()) {
            if (line.strip().startsWith("--")) {
                continue;
            }
            statement.append(line).append('\n');
            quoted ^= line.split("\\$\\$", -1).length % 2 == 0;
            if (line.endsWith(";") && !quoted) {
                statements.add(
                        statement.substring(0, statement.lastIndexOf(";")).strip());
                statement.setLength(0);
            }
        }
        if (!statement.toString().isBlank()) {
            statements.add(statement.toString().strip());
        }
        return statements;
    }

    private static String path(Dialect dialect, String name) {
        return "migration/" + dialect.folder() + "/" + name + ".sql";
    }

    private static String read(Dialect dialect, String name) {
        String path = path(dialect, name);
        try (InputStream file = Migration.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is missing in the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
