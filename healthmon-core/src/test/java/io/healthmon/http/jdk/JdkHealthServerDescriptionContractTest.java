package io.healthmon.http.jdk;

import io.healthmon.http.HealthHandler;
import io.healthmon.testkit.DescriptionContract;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

class JdkHealthServerDescriptionContractTest extends DescriptionContract {

    private JdkHealthServer server;

    @Override
    protected URI start(HealthHandler handler) {
        server = JdkHealthServer.start(handler, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return URI.create("http://127.0.0.1:" + server.address().getPort());
    }

    @Override
    protected void stop() {
        server.close();
    }

    @Override
    protected boolean opensSockets() {
        return false;
    }
}
