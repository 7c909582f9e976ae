package io.healthmon.spring;

import io.healthmon.http.HealthHandler;
import io.healthmon.testkit.DescriptionContract;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.WebApplicationType;

/** The contract of what is described in a Spring application whose whole server is the monitor's. */
abstract class SpringDescriptionContract extends DescriptionContract {

    private final WebApplicationType type;
    private WebApplication application;

    SpringDescriptionContract(WebApplicationType type) {
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

    @Override
    protected boolean opensSockets() {
        return type == WebApplicationType.SERVLET;
    }
}
