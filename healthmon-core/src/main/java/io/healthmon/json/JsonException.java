package io.healthmon.json;

/**
 * A document that is not the JSON that is allowed.
 *
 * <p>The message is one line: {@code line 3, column 14: what is wrong}. It never repeats a value of the document, which
 * may be a secret.
 *
 * @since 0.1
 */
public final class JsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final boolean tooMany;

    JsonException(int line, int column, String problem) {
        this(line, column, problem, false);
    }

    JsonException(int line, int column, String problem, boolean tooMany) {
        super("line " + line + ", column " + column + ": " + problem);
        this.line = line;
        this.column = column;
        this.tooMany = tooMany;
    }

    /** Returns whether it may be JSON, but holds more values than are read. */
    public boolean tooMany() {
        return tooMany;
    }

    /** Returns the line, from 1 on. */
    public int line() {
        return line;
    }

    /** Returns the column in characters, from 1 on. */
    public int column() {
        return column;
    }
}
