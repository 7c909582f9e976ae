package io.healthmon.servlet;

import io.healthmon.http.HealthHandler;
import io.healthmon.servlet.Container.Application;
import io.healthmon.testkit.LiveContract;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class HealthServletLiveContractTest extends LiveContract {

    @TempDir
    Path directory;

    private Container container;

    @Override
    protected URI start(HealthHandler handler) throws Exception {
        container = Container.start(Application.serving(handler), directory);
        return container.address();
    }

    @Override
    protected void stop() throws Exception {
        container.stop();
    }
}
