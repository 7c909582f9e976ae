package io.healthmon.examples;

import static java.time.Duration.ofMillis;

import com.sun.net.httpserver.HttpServer;
import io.healthmon.HealthMonitor;
import io.healthmon.channel.LogChannel;
import io.healthmon.check.Integration;
import io.healthmon.check.network.TcpCheck;
import io.healthmon.jdbc.JdbcHealthStore;
import io.healthmon.provider.webhook.WebhookChannel;
import io.healthmon.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The shortest way to a monitor that remembers and tells: a store in a file, and two channels. */
public final class PlainAlerts {

    private PlainAlerts() {}

    /** Watches a port at which nobody listens, takes the alert itself, and ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/alerts", exchange -> {
            System.out.println("Alert " + exchange.getRequestHeaders().getFirst("webhook-id"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            told.countDown();
        });
        receiver.start();
        String url = arguments.length > 0 ? arguments[0] : "jdbc:h2:mem:alerts;DB_CLOSE_DELAY=-1";
        URI hook = URI.create("http://localhost:" + receiver.getAddress().getPort() + "/alerts");
        Secret secret = Secret.of("shared-with-the-receiver");
        try (HealthMonitor monitor = HealthMonitor.builder()
                .store(JdbcHealthStore.open(url, "", Secret.of("")))
                .alert("ops", WebhookChannel.to(hook).secret(secret))
                .alert("log", LogChannel.create())
                .add(Integration.named("Mail server").critical().every(ofMillis(200)), TcpCheck.of("localhost", 1))
                .build()) {
            monitor.start();
            System.out.println(told.await(30, TimeUnit.SECONDS) ? "Told." : "Nobody was told.");
        } finally {
            receiver.stop(0);
        }
    }
}
