package io.healthmon.servlet;

import io.healthmon.http.HealthHandler;
import io.healthmon.servlet.Container.Application;
import io.healthmon.testkit.SocketContract;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class HealthServletSocketContractTest extends SocketContract {

    @TempDir
    Path directory;

    private Container container;

    @Override
    protected URI start(HealthHandler handler) throws Exception {
        container = Container.start(
                Application.of(context -> context.addServlet("healthmon", new HealthServlet(handler))
                        .addMapping("/*")),
                directory);
        return container.address();
    }

    @Override
    protected void stop() throws Exception {
        container.stop();
    }
}
