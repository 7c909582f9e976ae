package io.healthmon.report;

import io.healthmon.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way out. The first of them have been read when this is made, so that a store that cannot answer is known
 * before anything was written; the others are read while they are written, some 1,000 at a time, so that memory does not
 * grow with their number.
 *
 * <p>Written once. Not safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class Export {

    private static final byte[] LINE_END = {'\n'};

    private final ExportFormat format;
    private final String fileName;
    private final List<String> columns;
    private final RowPages pages;
    private @Nullable List<Map<String, @Nullable Object>> page;
    private boolean first = true;

    Export(ExportFormat format, String name, List<String> columns, RowPages pages) {
        this.format = format;
        this.fileName = name + "." + format.extension();
        this.columns = columns;
        this.pages = pages;
        this.page = pages.next();
    }

    /** Returns the media type with its parameters. */
    public String contentType() {
        return format.contentType();
    }

    /** Returns a name for a file: letters, digits, {@code .}, {@code -} and {@code _} only. */
    public String fileName() {
        return fileName;
    }

    /**
     * Writes everything and flushes after each piece; does not close the stream.
     *
     * @throws IOException if the stream takes no more
     * @throws io.healthmon.store.StoreException if the store fails in the middle; what was written so far is not all
     */
    public void writeTo(OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 16 << 10);
        if (format == ExportFormat.CSV) {
            buffered.write(utf8(Csv.line(columns)));
        }
        for (List<Map<String, @Nullable Object>> rows = page; rows != null; rows = pages.next()) {
            page = null; // why: else the first rows stay in memory as long as the export lasts
            for (Map<String, @Nullable Object> row : rows) {
                write(row, buffered);
            }
            buffered.flush();
        }
        if (format == ExportFormat.JSON) {
            buffered.write(utf8(first ? "[]\n" : "\n]\n"));
        }
        buffered.flush();
    }

    private void write(Map<String, @Nullable Object> row, OutputStream out) throws IOException {
        if (format == ExportFormat.CSV) {
            out.write(utf8(Csv.line(Csv.cells(row))));
        } else if (format == ExportFormat.NDJSON) {
            out.write(Json.write(row));
            out.write(LINE_END);
        } else {
            out.write(utf8(first ? "[\n" : ",\n"));
            out.write(Json.write(row));
        }
        first = false;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
