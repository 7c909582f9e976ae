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
import org.springframework.http.HttpStatus;
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
 * application's blocking calls hold up the monitor. Exports have as many threads of their own, which wait for their clients;
 * live streams need none.
 */
final class HealthWebFilter implements WebFilter, Ordered, DisposableBean {

    private static final int MOST_THREADS = 16;
    private static final int MOST_QUEUED = 64;
    private static final int IDLE_SECONDS = 10;
    private static final String RETRY_SECONDS = "5";

    private final HealthHandler handler;
    private final HealthmonPaths paths;
    private final Scheduler blocking =
            Schedulers.newBoundedElastic(MOST_THREADS, MOST_QUEUED, "healthmon-web", IDLE_SECONDS, true);
    private final Scheduler streams =
            Schedulers.newBoundedElastic(MOST_THREADS, MOST_QUEUED, "healthmon-stream", IDLE_SECONDS, true);

    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();

    HealthWebFilter(HealthHandler handler, HealthmonPaths paths) {
        this.handler = handler;
        this.paths = paths;
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
        Mono<RequestBody> body = BoundedBody.of(request);
        boolean fromMemory = paths.isFromMemory(path);
        return RequestConnection.of(exchange, fromMemory)
                .flatMap(connection -> (fromMemory ? body : body.publishOn(blocking))
                        .map(read -> handler.handle(copy(request, connection, read), mount)))
                .doOnDiscard(ApiResponse.class, ApiResponse::discard)
                .flatMap(answer -> send(answer, exchange))
                .onErrorResume(RejectedExecutionException.class, crowded -> refuse(exchange));
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
        return answer.hasBody() && !head
                ? response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())))
                : response.setComplete();
    }

    /** Turns a request away for which there is no thread and no place to wait. */
    private static Mono<Void> refuse(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
        response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return response.setComplete();
    }
}
