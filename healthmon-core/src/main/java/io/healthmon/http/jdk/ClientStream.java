package io.healthmon.http.jdk;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The way to a client of an answer that is made while it is sent: the thread waits for the client only while it writes. */
final class ClientStream extends FilterOutputStream {

    ClientStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Worker.waitsForClient();
        out.write(bytes, offset, length);
        Worker.isBusy();
    }

    @Override
    public void flush() throws IOException {
        Worker.waitsForClient();
        out.flush();
        Worker.isBusy();
    }
}
