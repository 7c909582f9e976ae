package io.healthmon.spring;

import io.healthmon.http.ApiRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gathers what a reactive server knows of a request besides what stands in it. */
final class RequestConnection {

    private static final Logger LOG = LoggerFactory.getLogger(RequestConnection.class);

    /** How long {@code /health} waits for the application to say who asks; sessions may stand in another server. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private RequestConnection() {}

    /**
     * Returns it when the application's security has said who asks.
     *
     * @param evenWithoutPrincipal whether an application that fails to say so, or does not within 1 s, is taken to know
     *     nobody; else its failure is the answer
     */
    static Mono<ApiRequest.Connection> of(ServerWebExchange exchange, boolean evenWithoutPrincipal) {
        Mono<Principal> asking = exchange.getPrincipal();
        Mono<Optional<Principal>> principal = asking.map(Optional::of).defaultIfEmpty(Optional.empty());
        Mono<Optional<Principal>> inTime = evenWithoutPrincipal ? orNobody(principal, exchange) : principal;
        return inTime.map(known -> new ApiRequest.Connection(
                RequestProtocol.of(exchange.getRequest()),
                address(exchange.getRequest().getRemoteAddress()),
                known.orElse(null)));
    }

    private static Mono<Optional<Principal>> orNobody(Mono<Optional<Principal>> principal, ServerWebExchange exchange) {
        return principal.timeout(PATIENCE).onErrorResume(Exception.class, failing -> {
            LOG.warn(
                    "{} - the application's security did not say who asks, the caller counts as anonymous",
                    exchange.getRequest().getPath().pathWithinApplication(),
                    failing);
            return Mono.just(Optional.empty());
        });
    }

    private static @Nullable String address(@Nullable InetSocketAddress remote) {
        if (remote == null) {
            return null;
        }
        InetAddress address = remote.getAddress();
        return address == null ? remote.getHostString() : address.getHostAddress();
    }
}
