package io.healthmon.examples;

import static java.time.Duration.ofSeconds;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Integration;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.http.jdk.JdkHealthServer;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** The shortest way to serve {@code /health}, the API and the page from a plain JVM. */
public final class PlainHttp {

    private PlainHttp() {}

    /** Serves how an address is, asks for it once itself, and ends; an application would go on. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String token = "a-token-from-your-vault";
        int port = 0;
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(Integration.named("Shop").critical().every(ofSeconds(30)), HttpCheck.get("http://localhost:8081/"))
                .build()) {
            monitor.start();
            HealthHandler handler = HealthHandler.builder(monitor)
                    .authenticator(BearerTokens.none().with(Secret.of(token), Role.ADMIN, "ops"))
                    .build();
            JdkHealthServer server =
                    JdkHealthServer.start(handler, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            System.out.println(get("http://127.0.0.1:" + server.address().getPort() + "/health"));
            server.close();
        }
    }

    private static String get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
