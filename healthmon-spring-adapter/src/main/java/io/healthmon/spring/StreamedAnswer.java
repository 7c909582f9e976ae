package io.healthmon.spring;

import io.healthmon.http.ApiResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
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
        Publisher<DataBuffer> bytes = DataBufferUtils.outputStreamPublisher(
                out -> write(answer, out), response.bufferFactory(), threads::schedule, CHUNK_BYTES);
        return response.writeWith(Flux.from(bytes).timeout(LONGEST_PAUSE))
                .onErrorResume(failure -> end(response))
                .doFinally(end -> answer.discard());
    }

    private static void write(ApiResponse answer, OutputStream out) {
        try {
            answer.writeTo(out);
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }

    /** Ends the connection; as if the client had gone, for which Spring and its servers have no stack trace. */
    private static Mono<Void> end(ServerHttpResponse response) {
        Mono<Void> brokenOff = Mono.error(() -> new EOFException("the answer broke off"));
        if (!NETTY) {
            return brokenOff;
        }
        try {
            Object server = ServerHttpResponseDecorator.getNativeResponse(response);
            if (server instanceof HttpServerResponse netty) {
                netty.withConnection(connection -> connection.dispose());
            }
        } catch (IllegalArgumentException none) {
            return brokenOff; // a response of a test has no server behind it
        }
        return brokenOff;
    }
}
