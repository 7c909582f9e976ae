package io.healthmon.spring;

import io.healthmon.http.ApiRequest;
import io.healthmon.http.ApiResponse;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.LiveStream;
import io.healthmon.http.RequestBody;
import io.healthmon.http.RequestHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Answers the monitor's routes of a reactive application, after all other filters, those of its security among them.
 *
 * <p>{@code /health} and its kin are answered from memory, on the event loop. What else answers may wait for a check or a
 * database, so it runs on at most 16 threads of this filter's own: neither holds the event loop up, nor do the
 * application's blocking calls hold up the monitor. A body is read before it is known who asks, without a thread, up to 64 KiB
 * and for at most 15 s. Whoever comes when all threads are taken, and all places to wait, is answered 503. Exports have
 * as many threads of their own, which wait for their clients; live streams need none.
 */
final class HealthWebFilter implements WebFilter, Ordered, DisposableBean {

    private static final int MOST_THREADS = 16;
    private static final int MOST_QUEUED = 64;
    private static final int IDLE_SECONDS = 10;

    private final HealthHandler handler;
    private final HealthmonPaths paths;
    private final Scheduler blocking;
    private final Scheduler streams = threads("healthmon-stream", MOST_THREADS, MOST_QUEUED);
    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();

    HealthWebFilter(HealthHandler handler, HealthmonPaths paths) {
        this(handler, paths, threads("healthmon-web", MOST_THREADS, MOST_QUEUED));
    }

    HealthWebFilter(HealthHandler handler, HealthmonPaths paths, Scheduler blocking) {
        this.handler = handler;
        this.paths = paths;
        this.blocking = blocking;
    }

    /** Makes threads, each of which has a queue of its own. */
    static Scheduler threads(String name, int most, int mostQueuedForEach) {
        return Schedulers.newBoundedElastic(most, mostQueuedForEach, name, IDLE_SECONDS, true);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    /** Ends the live streams that are open; their clients may come again. */
    void endLiveStreams() {
        open.forEach(LiveStream::close);
    }

    /** Ends the threads, with the context. */
    @Override
    public void destroy() {
        blocking.dispose();
        streams.dispose();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getPath().pathWithinApplication().value();
        if (!paths.contain(path)) {
            return chain.filter(exchange);
        }
        String mount = request.getPath().contextPath().value() + paths.basePath();
        boolean fromMemory = paths.isFromMemory(path);
        return RequestConnection.of(exchange, fromMemory)
                .flatMap(connection -> BoundedBody.of(request).map(body -> copy(request, connection, body)))
                .flatMap(
                        copy -> fromMemory ? Mono.fromCallable(() -> handler.handle(copy, mount)) : inTurn(copy, mount))
                .doOnDiscard(ApiResponse.class, ApiResponse::discard)
                .flatMap(answer -> send(answer, exchange));
    }

    /** Answers on one of the threads, or, if there is neither one nor a place to wait for it, that it is to come again. */
    private Mono<ApiResponse> inTurn(ApiRequest request, String mount) {
        return Mono.just(request)
                .publishOn(blocking)
                .map(next -> handler.handle(next, mount))
                .onErrorResume(RejectedExecutionException.class, full -> Mono.just(handler.overloaded(request)));
    }

    private static ApiRequest copy(ServerHttpRequest request, ApiRequest.Connection connection, RequestBody body) {
        Map<String, List<String>> headers = new HashMap<>();
        // why: by its consumer, for Spring 7 made HttpHeaders no Map any more
        request.getHeaders().forEach(headers::put);
        return new ApiRequest(
                request.getMethod().name(),
                request.getURI().getRawPath(),
                request.getURI().getRawQuery(),
                connection,
                RequestHeaders.of(headers),
                body);
    }

    private Mono<Void> send(ApiResponse answer, ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        HttpHeaders headers = response.getHeaders();
        answer.headers().forEach(headers::set);
        if (answer.status() == 413) {
            headers.set(HttpHeaders.CONNECTION, "close");
        }
        if (answer.contentLength() > 0) {
            headers.setContentLength(answer.contentLength());
        }
        Optional<LiveStream> live = answer.live();
        if (live.isPresent()) {
            open.add(live.get());
            return LiveAnswer.send(live.get(), response).doFinally(end -> open.remove(live.get()));
        }
        if (answer.isStreamed()) {
            if (RequestProtocol.of(exchange.getRequest()).equals("HTTP/1.0")) {
                StreamedAnswer.endWithConnection(response);
            }
            return StreamedAnswer.send(answer, response, streams);
        }
        boolean head = exchange.getRequest().getMethod().equals(HttpMethod.HEAD);
        Mono<Void> sent = answer.hasBody() && !head
                ? response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())))
                : response.setComplete();
        return answer.status() == 413
                ? BoundedBody.discard(exchange.getRequest()).then(sent)
                : sent;
    }
}
