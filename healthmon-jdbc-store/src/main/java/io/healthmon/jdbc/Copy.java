package io.healthmon.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows that go to PostgreSQL by {@code COPY}, in its binary format: no statement is planned and no text is parsed. It
 * cannot leave out what is there already; the server refuses all rows for one. Apart, because it needs the classes of the
 * driver, which an application with another database does not have.
 *
 * @param <R> what a row is made of
 */
final class Copy<R> {

    private static final int CHUNK = 64 * 1024;

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    /** The server counts from 2000. */
    private static final long FIRST_SECOND =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private static final int NO_VALUE = -1;
    private static final int NO_MORE_ROWS = -1;

    private final String table;
    private final List<Bulk.Column<R>> columns;
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK + CHUNK / 8);
    private final DataOutputStream out = new DataOutputStream(chunk);

    Copy(String table, Bulk<R> columns) {
        this.table = table;
        this.columns = columns.columns();
    }

    /**
     * Writes rows, all or none.
     *
     * @return whether the connection is one of PostgreSQL's own driver; if not, nothing was done
     */
    boolean write(Connection connection, String names, List<R> rows) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return false;
        }
        CopyIn in = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " (" + names + ") from stdin with (format binary)");
        try {
            writeAll(in, rows);
            in.endCopy();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot be written to", impossible);
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
        return true;
    }

    private void writeAll(CopyIn in, List<R> rows) throws IOException, SQLException {
        out.write(SIGNATURE);
        out.writeInt(0);
        out.writeInt(0);
        for (R row : rows) {
            out.writeShort(columns.size());
            for (Bulk.Column<R> column : columns) {
                write(column.kind(), column.value().apply(row));
            }
            if (chunk.size() >= CHUNK) {
                send(in);
            }
        }
        out.writeShort(NO_MORE_ROWS);
        send(in);
    }

    private void send(CopyIn in) throws SQLException {
        byte[] bytes = chunk.toByteArray();
        in.writeToCopy(bytes, 0, bytes.length);
        chunk.reset();
    }

    private void write(Kind kind, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeInt(NO_VALUE);
            return;
        }
        switch (kind) {
            case FLAG -> {
                out.writeInt(1);
                out.writeBoolean((Boolean) value);
            }
            case SMALL -> {
                out.writeInt(Short.BYTES);
                out.writeShort(((Number) value).shortValue());
            }
            case NUMBER -> {
                out.writeInt(Integer.BYTES);
                out.writeInt(((Number) value).intValue());
            }
            case LONG -> writeLong(((Number) value).longValue());
            case TIME -> writeLong(micros(Moments.stored((Instant) value)));
            case DOUBLE -> writeLong(Double.doubleToLongBits(((Number) value).doubleValue()));
            case BYTES -> writeBytes((byte[]) value);
            case TEXT -> writeBytes(value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void writeBytes(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private void writeLong(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private static long micros(Instant moment) {
        return (moment.getEpochSecond() - FIRST_SECOND) * 1_000_000 + moment.getNano() / 1_000;
    }
}
