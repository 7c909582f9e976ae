package io.healthmon.http;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes of an answer that are made while they are sent, so that nobody knows beforehand how many there are. */
interface StreamedContent {

    /**
     * Makes and sends the bytes, once; blocks while the receiver takes none. What shall be there at once is flushed.
     *
     * @throws IOException if the receiver is gone or the content broke off: then the answer must not look complete
     */
    void writeTo(OutputStream out) throws IOException;

    /** Gives up what the bytes would have needed, if nobody asked for them; no effect otherwise. */
    void discard();
}
