package io.healthmon.spring;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;
import reactor.netty.http.server.HttpServerRequest;

/** Finds out the protocol of a request, which Spring's own type does not tell. */
final class RequestProtocol {

    /** What nobody knows better counts as old: of those requests no {@code Host} is demanded. */
    private static final String UNKNOWN = "HTTP/1.0";

    private static final boolean NETTY = isPresent("reactor.netty.http.server.HttpServerRequest");
    private static final boolean SERVLET = isPresent("jakarta.servlet.http.HttpServletRequest");

    private RequestProtocol() {}

    static String of(ServerHttpRequest request) {
        Object original;
        try {
            original = ServerHttpRequestDecorator.getNativeRequest(request);
        } catch (IllegalArgumentException | IllegalStateException none) {
            return UNKNOWN; // a request of a test has no server behind it
        }
        if (NETTY && original instanceof HttpServerRequest netty) {
            return netty.protocol();
        }
        return SERVLET && original instanceof HttpServletRequest servlet ? servlet.getProtocol() : UNKNOWN;
    }

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, RequestProtocol.class.getClassLoader());
    }
}
