package io.healthmon.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.http.HealthHandler;
import io.healthmon.servlet.Container.Application;
import io.healthmon.testkit.AdapterContract;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthServletContractTest extends AdapterContract {

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

    /** Else two of the three runs could be the same one. */
    @Test
    void isRunByTheContainerThatTheBuildMeans() {
        assertThat(container.version()).startsWith(Container.MEANT);
    }
}
