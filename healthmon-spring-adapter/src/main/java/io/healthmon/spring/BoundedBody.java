package io.healthmon.spring;

import io.healthmon.http.RequestBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The body of a request, of which nothing is taken before the handler asks for it, which it does for callers alone who are let
 * in. Then the thread waits for the body, at most 15 s, and takes up to 64 KiB.
 */
final class BoundedBody implements RequestBody {

    private static final int MOST_BYTES = 64 << 10;

    /** In the place of a body that is larger: the handler sees that there is too much, and looks no further. */
    private static final byte[] TOO_MUCH = new byte[MOST_BYTES + 1];

    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final ServerHttpRequest request;

    BoundedBody(ServerHttpRequest request) {
        this.request = request;
    }

    /** Returns -1 for a request without a body, too; it is found empty. */
    @Override
    public long length() {
        return request.getHeaders().getContentLength();
    }

    @Override
    public InputStream open() throws IOException {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IOException("the event loop waits for no body");
        }
        try {
            byte[] bytes = DataBufferUtils.join(request.getBody(), MOST_BYTES)
                    .map(BoundedBody::bytes)
                    .timeout(LONGEST)
                    .onErrorReturn(DataBufferLimitException.class, TOO_MUCH)
                    .blockOptional()
                    .orElseGet(() -> new byte[0]);
            return new ByteArrayInputStream(bytes);
        } catch (RuntimeException brokenOff) {
            throw new IOException("the body was not read to its end", brokenOff);
        }
    }

    /**
     * Throws away what nobody has asked for, for at most 15 s: some servers end a connection with something unread in it so
     * that the client never sees his answer.
     */
    static Mono<Void> discard(ServerHttpRequest request) {
        return request.getBody()
                .doOnNext(DataBufferUtils::release)
                .then()
                .timeout(LONGEST)
                .onErrorComplete(); // nothing is left, or the client is gone
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
