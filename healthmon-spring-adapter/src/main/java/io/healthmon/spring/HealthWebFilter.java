package io.healthmon.spring;

import io.healthmon.http.ApiRequest;
import io.healthmon.http.ApiResponse;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.RequestBody;
import io.healthmon.http.RequestHeaders;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Answers the monitor's routes of a reactive application, after all other filters, those of its security among them.
 *
 * <p>Bodies are read without a thread and up to 64 KiB. What answers may wait for a check, so it runs on threads that may
 * block; the event loop never waits.
 */
final class HealthWebFilter implements WebFilter, Ordered {

    private static final int MOST_BYTES = 64 * 1024;

    private final HealthHandler handler;
    private final HealthmonPaths paths;

    HealthWebFilter(HealthHandler handler, HealthmonPaths paths) {
        this.handler = handler;
        this.paths = paths;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!paths.contain(request.getPath().pathWithinApplication().value())) {
            return chain.filter(exchange);
        }
        String mount = request.getPath().contextPath().value() + paths.basePath();
        return body(request)
                .publishOn(Schedulers.boundedElastic())
                .map(body -> handler.handle(copy(request, body), mount))
                .flatMap(answer -> send(answer, exchange));
    }

    /** Reads the body; of one that is too large, only so much that the handler can say so. */
    private static Mono<RequestBody> body(ServerHttpRequest request) {
        if (request.getHeaders().getContentLength() > MOST_BYTES) {
            return Mono.just(TooLarge.INSTANCE);
        }
        return DataBufferUtils.join(request.getBody(), MOST_BYTES)
                .map(HealthWebFilter::bytes)
                .onErrorReturn(DataBufferLimitException.class, TooLarge.INSTANCE)
                .defaultIfEmpty(RequestBody.empty());
    }

    private static RequestBody bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return RequestBody.of(bytes);
    }

    private static ApiRequest copy(ServerHttpRequest request, RequestBody body) {
        Map<String, List<String>> headers = new HashMap<>();
        // why: by its consumer, for Spring 7 made HttpHeaders no Map any more
        request.getHeaders().forEach(headers::put);
        return new ApiRequest(
                request.getMethod().name(),
                request.getURI().getRawPath(),
                request.getURI().getRawQuery(),
                "HTTP/1.1",
                RequestHeaders.of(headers),
                body);
    }

    private static Mono<Void> send(ApiResponse answer, ServerWebExchange exchange) {
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
        boolean head = exchange.getRequest().getMethod().equals(HttpMethod.HEAD);
        return answer.hasBody() && !head
                ? response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())))
                : response.setComplete();
    }

    /** A body of which nothing was kept. */
    private enum TooLarge implements RequestBody {
        INSTANCE;

        @Override
        public long length() {
            return MOST_BYTES + 1L;
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }
    }
}
