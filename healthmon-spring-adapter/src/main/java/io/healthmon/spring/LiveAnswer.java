package io.healthmon.spring;

import io.healthmon.http.LiveStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Sends a live stream without a thread of its own: on the one that comes with something to send, or on the server's when
 * the client has taken what there was. Takes no more from the stream than the server asks for, and sends together what
 * waits, at once.
 */
final class LiveAnswer {

    /** Events that wait together are sent together, up to so many. */
    private static final int MOST_TOGETHER = 64;

    /** How long a client whose stream has ended may take over what is under way, before its connection is ended. */
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

    private final LiveStream stream;
    private final DataBufferFactory buffers;
    private final FluxSink<List<DataBuffer>> client;
    private final Sinks.Empty<Void> ended;
    private final AtomicInteger calls = new AtomicInteger();

    private LiveAnswer(
            LiveStream stream, DataBufferFactory buffers, FluxSink<List<DataBuffer>> client, Sinks.Empty<Void> ended) {
        this.stream = stream;
        this.buffers = buffers;
        this.client = client;
        this.ended = ended;
    }

    static Mono<Void> send(LiveStream stream, ServerHttpResponse response) {
        Sinks.Empty<Void> ended = Sinks.empty();
        Flux<List<DataBuffer>> groups =
                Flux.create(client -> new LiveAnswer(stream, response.bufferFactory(), client, ended).begin());
        return response.writeAndFlushWith(groups.map(Flux::fromIterable))
                .timeout(ended.asMono().then(Mono.delay(LONGEST_GOODBYE)), StreamedAnswer.endConnection(response))
                .doFinally(end -> stream.close());
    }

    private void begin() {
        client.onDispose(stream::close);
        client.onRequest(asked -> sendInTurn());
        stream.onAvailable(this::sendInTurn);
    }

    /** Sends, never twice at a time: who comes while somebody sends has it done once more, and goes on. */
    private void sendInTurn() {
        if (calls.getAndIncrement() == 0) {
            int done = 1;
            do {
                send();
                done = calls.addAndGet(-done);
            } while (done != 0);
        }
    }

    private void send() {
        boolean over = stream.isEnded(); // before the last look: what came before the end is still sent
        if (over) {
            ended.tryEmitEmpty();
        }
        while (client.requestedFromDownstream() > 0) {
            List<DataBuffer> group = next();
            if (!group.isEmpty()) {
                client.next(group);
            } else {
                if (over) {
                    client.complete();
                }
                return;
            }
        }
    }

    private List<DataBuffer> next() {
        List<DataBuffer> group = new ArrayList<>(1);
        for (byte[] bytes = stream.poll(); bytes != null; bytes = group.size() < MOST_TOGETHER ? stream.poll() : null) {
            group.add(buffers.wrap(bytes));
        }
        return group;
    }
}
