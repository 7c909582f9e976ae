package io.healthmon.servlet;

import io.healthmon.http.HealthHandler;
import io.healthmon.servlet.Container.Application;
import io.healthmon.testkit.DescriptionContract;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class HealthServletDescriptionContractTest extends DescriptionContract {

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

    @Override
    protected boolean opensSockets() {
        return true;
    }

    private static void register(ServletContext context, HealthHandler handler) {
        ServletRegistration.Dynamic servlet = context.addServlet("healthmon", new HealthServlet(handler));
        servlet.addMapping("/*");
        servlet.setAsyncSupported(true);
    }
}
