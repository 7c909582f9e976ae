package io.healthmon.http.jdk;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpServer;
import io.healthmon.http.HealthHandler;
import io.healthmon.testkit.AccessContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class JdkHealthHandlerAccessContractTest extends AccessContract {

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private HttpServer server;

    @Override
    protected URI start(HealthHandler handler) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", new JdkHealthHandler(handler)).setAuthenticator(new Host());
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    protected void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Lets everybody in, and knows the name of whoever sends the cookie. */
    private static final class Host extends Authenticator {

        @Override
        public Result authenticate(HttpExchange exchange) {
            String cookie = exchange.getRequestHeaders().getFirst("Cookie");
            boolean known = cookie != null && cookie.startsWith(COOKIE + "=");
            return new Success(known ? new HttpPrincipal(cookie.substring(COOKIE.length() + 1), "host") : null);
        }
    }
}
