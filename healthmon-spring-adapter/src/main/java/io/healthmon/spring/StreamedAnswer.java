package io.healthmon.spring;

import io.healthmon.http.ApiResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
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
        // why not hide the failure: only with it does the server end the connection, and not the answer
        return response.writeWith(Flux.from(bytes).timeout(LONGEST_PAUSE)).doFinally(end -> answer.discard());
    }

    /** Has an answer end with the connection, as clients of HTTP/1.0 need it; Netty would send them chunks. */
    static void endWithConnection(ServerHttpResponse response) {
        if (NETTY
                && response instanceof AbstractServerHttpResponse known
                && known.getNativeResponse() instanceof HttpServerResponse server) {
            var unused = server.keepAlive(false).chunkedTransfer(false);
        }
    }

    private static void write(ApiResponse answer, OutputStream out) {
        try {
            answer.writeTo(out);
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }
}
