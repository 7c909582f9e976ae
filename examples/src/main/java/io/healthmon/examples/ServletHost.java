package io.healthmon.examples;

import static java.time.Duration.ofSeconds;

import io.healthmon.HealthMonitor;
import io.healthmon.check.Integration;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.Role;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.secret.Secret;
import io.healthmon.servlet.HealthServlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** The shortest way to serve {@code /health}, the API and the page from a servlet container. */
public final class ServletHost {

    private ServletHost() {}

    /** Serves how an address is beside an application, asks for it once itself, and ends; a host would go on. */
    public static void main(String[] arguments) throws IOException, InterruptedException, LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("servlet-host").toString());
        tomcat.setPort(0);
        Context application = tomcat.addContext("/shop", null);
        application.setParentClassLoader(ServletHost.class.getClassLoader());
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(Integration.named("Shop").critical().every(ofSeconds(30)), HttpCheck.get("http://localhost:8081/"))
                .build()) {
            monitor.start();
            HealthHandler handler = HealthHandler.builder(monitor)
                    .authenticator(BearerTokens.none().with(Secret.of("a-token-from-your-vault"), Role.ADMIN, "ops"))
                    .build();
            Tomcat.addServlet(application, "healthmon", new HealthServlet(handler))
                    .setAsyncSupported(true);
            application.addServletMappingDecoded("/healthmon/*", "healthmon");
            application.addServletContainerInitializer(new WsSci(), Set.of()); // for /healthmon/api/live/ws
            tomcat.start();
            int port = tomcat.getConnector().getLocalPort();
            System.out.println(get("http://localhost:" + port + "/shop/healthmon/health"));
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static String get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
