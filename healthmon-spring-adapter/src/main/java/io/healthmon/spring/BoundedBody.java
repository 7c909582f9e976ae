package io.healthmon.spring;

import io.healthmon.http.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Reads the body of a request without a thread, up to 64 KiB and for at most 15 s. */
final class BoundedBody {

    private static final int MOST_BYTES = 64 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private BoundedBody() {}

    /** Returns the body; of one that is too large or breaks off, only so much that the handler can say so. */
    static Mono<RequestBody> of(ServerHttpRequest request) {
        if (request.getHeaders().getContentLength() > MOST_BYTES) {
            return Mono.just(Unread.TOO_LARGE);
        }
        return DataBufferUtils.join(request.getBody(), MOST_BYTES)
                .map(BoundedBody::bytes)
                .timeout(LONGEST)
                .onErrorReturn(DataBufferLimitException.class, Unread.TOO_LARGE)
                .onErrorReturn(Unread.BROKEN_OFF)
                .defaultIfEmpty(RequestBody.empty());
    }

    /**
     * Throws away what was not read, for at most 15 s: servers end a connection with something unread in it so that the client
     * may never see his answer.
     */
    static Mono<Void> discard(ServerHttpRequest request) {
        return request.getBody()
                .doOnNext(DataBufferUtils::release)
                .then()
                .timeout(LONGEST)
                .onErrorComplete(); // nothing is left, or the client is gone
    }

    private static RequestBody bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return RequestBody.of(bytes);
    }

    /** A body of which nothing was kept. */
    private enum Unread implements RequestBody {
        TOO_LARGE(MOST_BYTES + 1L),
        BROKEN_OFF(-1);

        private final long length;

        Unread(long length) {
            this.length = length;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public InputStream open() throws IOException {
            throw new IOException("the body was not read to its end");
        }
    }
}
