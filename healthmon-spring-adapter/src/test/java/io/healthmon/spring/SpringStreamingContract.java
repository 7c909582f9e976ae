package io.healthmon.spring;

import io.healthmon.http.HealthHandler;
import io.healthmon.testkit.StreamingContract;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.WebApplicationType;

/** The contract of streams in a Spring application whose whole server is the monitor's. */
abstract class SpringStreamingContract extends StreamingContract {

    private final WebApplicationType type;
    private WebApplication application;

    SpringStreamingContract(WebApplicationType type) {
        this.type = type;
    }

    @Override
    protected URI start(HealthHandler handler) {
        application = WebApplication.start(
                type, WebApplication.Everything.class, handler, Map.of("healthmon.server.base-path", "/"));
        return application.address();
    }

    @Override
    protected void stop() {
        application.close();
    }
}
