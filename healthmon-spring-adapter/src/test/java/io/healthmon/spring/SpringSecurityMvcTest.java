package io.healthmon.spring;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

class SpringSecurityMvcTest extends SpringSecurityContract {

    SpringSecurityMvcTest() {
        super(WebApplicationType.SERVLET, Host.class);
    }

    /** Has its own protection against other sites step aside for tokens, which need none. */
    @Configuration(proxyBeanMethods = false)
    @Import(Watched.class)
    static class Host {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .formLogin(Customizer.withDefaults())
                    .csrf(csrf -> csrf.ignoringRequestMatchers(request ->
                            String.valueOf(request.getHeader("Authorization")).startsWith("Bearer ")))
                    .build();
        }

        @Bean
        UserDetailsService people() {
            return new InMemoryUserDetailsManager(SpringSecurityContract.people());
        }
    }
}
