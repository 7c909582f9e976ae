package io.healthmon.spring;

import io.healthmon.http.HealthHandler;
import io.healthmon.testkit.SocketContract;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.WebApplicationType;

class SpringMvcSocketContractTest extends SocketContract {

    private WebApplication application;

    @Override
    protected URI start(HealthHandler handler) {
        application = WebApplication.start(
                WebApplicationType.SERVLET,
                WebApplication.Everything.class,
                handler,
                Map.of("healthmon.server.base-path", "/"));
        return application.address();
    }

    @Override
    protected void stop() {
        application.close();
    }
}
