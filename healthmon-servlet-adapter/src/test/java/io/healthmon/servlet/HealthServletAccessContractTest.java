package io.healthmon.servlet;

import io.healthmon.http.HealthHandler;
import io.healthmon.servlet.Container.Application;
import io.healthmon.testkit.AccessContract;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.Principal;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class HealthServletAccessContractTest extends AccessContract {

    @TempDir
    Path directory;

    private Container container;

    @Override
    protected URI start(HealthHandler handler) throws Exception {
        container = Container.start(Application.of(context -> register(context, handler)), directory);
        return container.address();
    }

    @Override
    protected void stop() throws Exception {
        container.stop();
    }

    private static void register(ServletContext context, HealthHandler handler) {
        Application.register(context, handler);
        FilterRegistration.Dynamic host = context.addFilter("host", new Host());
        host.setAsyncSupported(true);
        host.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    /** Lets everybody in, and knows the name of whoever sends the cookie. */
    private static final class Host extends HttpFilter {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            Cookie[] cookies = request.getCookies();
            Principal principal = Stream.of(cookies == null ? new Cookie[0] : cookies)
                    .filter(cookie -> cookie.getName().equals(COOKIE))
                    .<Principal>map(cookie -> cookie::getValue)
                    .findFirst()
                    .orElse(null);
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public Principal getUserPrincipal() {
                            return principal;
                        }
                    },
                    response);
        }
    }
}
