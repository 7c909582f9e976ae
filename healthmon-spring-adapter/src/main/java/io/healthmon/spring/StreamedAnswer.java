package io.healthmon.spring;

import io.healthmon.http.ApiResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Sends an answer that is made while it is sent, on a thread of its own, which makes no more than the client asks for. One
 * that breaks off, or whose client takes nothing for 30 s, ends with its connection.
 */
final class StreamedAnswer {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int CHUNK_BYTES = 16 << 10;

    private static final boolean NETTY =
            ClassUtils.isPresent("reactor.netty.http.server.HttpServerResponse", StreamedAnswer.class.getClassLoader());

    private StreamedAnswer() {}

    static Mono<Void> send(ApiResponse answer, ServerHttpResponse response, Scheduler threads) {
        AtomicReference<@Nullable IOException> brokenOff = new AtomicReference<>();
        Publisher<DataBuffer> bytes = DataBufferUtils.outputStreamPublisher(
                out -> brokenOff.set(write(answer, out)), response.bufferFactory(), threads::schedule, CHUNK_BYTES);
        Flux<DataBuffer> failure = Flux.defer(() -> failure(brokenOff.get(), response));
        return response.writeWith(Flux.from(bytes).concatWith(failure).timeout(LONGEST_PAUSE))
                .doFinally(end -> answer.discard());
    }

    /**
     * Fails if the answer broke off, for only so the server ends the connection, and not the answer. A server may throw away
     * what it was given last when it is told of a failure; but it asks for more, here nothing, once that is written.
     */
    private static Flux<DataBuffer> failure(@Nullable IOException brokenOff, ServerHttpResponse response) {
        return brokenOff == null
                ? Flux.empty()
                : Flux.just(response.bufferFactory().wrap(new byte[0])).concatWith(Flux.error(brokenOff));
    }

    /** Has an answer end with the connection, as clients of HTTP/1.0 need it; Netty would send them chunks. */
    static void endWithConnection(ServerHttpResponse response) {
        if (NETTY
                && response instanceof AbstractServerHttpResponse known
                && known.getNativeResponse() instanceof HttpServerResponse server) {
            var unused = server.keepAlive(false).chunkedTransfer(false);
        }
    }

    /** Ends the connection, whatever is still to be written; Netty without a word, elsewhere by a failure. */
    static Mono<Void> endConnection(ServerHttpResponse response) {
        if (NETTY
                && response instanceof AbstractServerHttpResponse known
                && known.getNativeResponse() instanceof HttpServerResponse server) {
            return Mono.fromRunnable(() -> server.withConnection(Connection::dispose));
        }
        return Mono.error(() -> new IOException("the client takes nothing"));
    }

    /** Returns why it broke off, if it did. */
    private static @Nullable IOException write(ApiResponse answer, OutputStream out) {
        try {
            answer.writeTo(out);
            return null;
        } catch (IOException brokenOff) {
            return brokenOff;
        }
    }
}
