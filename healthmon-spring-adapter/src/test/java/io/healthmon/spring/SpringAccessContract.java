package io.healthmon.spring;

import io.healthmon.http.HealthHandler;
import io.healthmon.testkit.AccessContract;
import jakarta.servlet.Filter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URI;
import java.security.Principal;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpCookie;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** The contract of access in a Spring application that finds out by itself who asks. */
abstract class SpringAccessContract extends AccessContract {

    private final WebApplicationType type;
    private final Class<?> host;
    private WebApplication application;

    SpringAccessContract(WebApplicationType type, Class<?> host) {
        this.type = type;
        this.host = host;
    }

    @Override
    protected URI start(HealthHandler handler) {
        application = WebApplication.start(type, host, handler, Map.of("healthmon.server.base-path", "/"));
        return application.address();
    }

    @Override
    protected void stop() {
        application.close();
    }

    /** Knows the name of whoever sends the cookie. */
    @Configuration(proxyBeanMethods = false)
    static class ServletHost {

        @Bean
        Filter host() {
            return (request, response, chain) -> chain.doFilter(new Known((HttpServletRequest) request), response);
        }

        private static final class Known extends HttpServletRequestWrapper {

            Known(HttpServletRequest request) {
                super(request);
            }

            @Override
            public Principal getUserPrincipal() {
                Cookie[] cookies = getCookies();
                return Stream.of(cookies == null ? new Cookie[0] : cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .<Principal>map(cookie -> cookie::getValue)
                        .findFirst()
                        .orElse(null);
            }
        }
    }

    /** Knows the name of whoever sends the cookie. */
    @Configuration(proxyBeanMethods = false)
    static class ReactiveHost {

        @Bean
        WebFilter host() {
            return (exchange, chain) -> {
                HttpCookie cookie = exchange.getRequest().getCookies().getFirst(COOKIE);
                Mono<Principal> principal = cookie == null ? Mono.empty() : Mono.just(cookie::getValue);
                return chain.filter(exchange.mutate().principal(principal).build());
            };
        }
    }
}
