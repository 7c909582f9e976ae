package io.healthmon.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import io.healthmon.http.RequestBody;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an exchange; while it is read, the thread waits for its client. */
final class ExchangeBody implements RequestBody {

    private static final int LINGER_BYTES = 16 << 20;

    private final HttpExchange exchange;

    ExchangeBody(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public long length() {
        if (exchange.getRequestHeaders().containsKey("Transfer-Encoding")) {
            return -1;
        }
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length == null ? 0 : Long.parseLong(length.trim());
    }

    @Override
    public InputStream open() {
        Worker.waitsForClient();
        return new FilterInputStream(exchange.getRequestBody()) {
            @Override
            public void close() {
                Worker.isBusy(); // the rest of the body, if any, is dealt with when the answer has been sent
            }
        };
    }

    /**
     * Takes in what the client still sends, after the answer, up to 16 MiB: many clients read an answer only when they
     * have sent everything, and would otherwise see a broken connection in its place.
     */
    void discard() throws IOException {
        byte[] buffer = new byte[16 << 10];
        long discarded = 0;
        int read = 0;
        while (read >= 0 && discarded < LINGER_BYTES) {
            read = exchange.getRequestBody().read(buffer);
            discarded += read;
        }
    }
}
