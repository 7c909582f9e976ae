package io.healthmon.report;

import java.util.Locale;

/**
 * How an export is written; all in UTF-8.
 *
 * @since 0.1
 */
public enum ExportFormat {
    /**
     * After RFC 4180: a line of column names, then a line for each row, each ended by CR and LF. A text that a spreadsheet
     * would take for a formula, one that begins with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a line end, gets an
     * apostrophe before it. What is not known is empty.
     */
    CSV("text/csv; charset=utf-8; header=present"),
    /** One JSON object a line. */
    NDJSON("application/x-ndjson"),
    /** One JSON array of objects. */
    JSON("application/json");

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    /** Returns the media type with its parameters. */
    public String contentType() {
        return contentType;
    }

    /** Returns the end of a file's name. */
    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }
}
