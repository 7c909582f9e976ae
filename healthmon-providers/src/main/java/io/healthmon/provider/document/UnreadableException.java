package io.healthmon.provider.document;

/** A text that is not JSON; the message says how, and repeats nothing of it. */
final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
