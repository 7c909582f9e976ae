package io.healthmon.spring;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;

class SpringSecurityWebFluxTest extends SpringSecurityContract {

    SpringSecurityWebFluxTest() {
        super(WebApplicationType.REACTIVE, Host.class);
    }

    /** Has its own protection against other sites step aside for tokens, which need none. */
    @Configuration(proxyBeanMethods = false)
    @Import(Watched.class)
    static class Host {

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.authorizeExchange(all -> all.anyExchange().permitAll())
                    .formLogin(Customizer.withDefaults())
                    .csrf(csrf -> csrf.requireCsrfProtectionMatcher(exchange -> hasToken(exchange)
                            ? MatchResult.notMatch()
                            : CsrfWebFilter.DEFAULT_CSRF_MATCHER.matches(exchange)))
                    .build();
        }

        private static boolean hasToken(ServerWebExchange exchange) {
            return String.valueOf(exchange.getRequest().getHeaders().getFirst("Authorization"))
                    .startsWith("Bearer ");
        }

        @Bean
        MapReactiveUserDetailsService people() {
            return new MapReactiveUserDetailsService(SpringSecurityContract.people());
        }
    }
}
