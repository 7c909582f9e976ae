package io.healthmon.spring;

import io.healthmon.http.HealthHandler;
import io.healthmon.testkit.LiveContract;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.WebApplicationType;

/** The contract of the event stream in a Spring application whose whole server is the monitor's. */
abstract class SpringLiveContract extends LiveContract {

    private final WebApplicationType type;
    private WebApplication application;

    SpringLiveContract(WebApplicationType type) {
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
