package io.healthmon.servlet;

import io.healthmon.http.HealthHandler;
import io.healthmon.servlet.Container.Application;
import io.healthmon.testkit.SmugglingContract;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

class HealthServletSmugglingTest extends SmugglingContract {

    @TempDir
    Path directory;

    private Container container;

    @Override
    protected URI start(HealthHandler handler) throws Exception {
        Application application = Application.serving(handler).withPatience(Duration.ofSeconds(5));
        container = Container.start(application, directory);
        return container.address();
    }

    @Override
    protected void stop() throws Exception {
        container.stop();
    }
}
