package io.healthmon.servlet;

import io.healthmon.http.HealthHandler;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** A servlet container with one application: the one that this run of the tests is for. */
interface Container {

    /** How many threads it has for requests. */
    int THREADS = 12;

    /** As the build means it: name and version, as in {@code tomcat 11.0.24}. */
    String MEANT = System.getProperty("healthmon.container", "jetty");

    /** Says what an application is like. */
    record Application(String contextPath, Duration patience, Consumer<ServletContext> setup) {

        /** An application at the root. */
        static Application of(Consumer<ServletContext> setup) {
            return at("", setup);
        }

        static Application at(String contextPath, Consumer<ServletContext> setup) {
            return new Application(contextPath, Duration.ofSeconds(20), setup);
        }

        /** An application at the root in which everything is the monitor's. */
        static Application serving(HealthHandler handler) {
            return of(context -> register(context, handler));
        }

        static void register(ServletContext context, HealthHandler handler) {
            ServletRegistration.Dynamic servlet = context.addServlet("healthmon", new HealthServlet(handler));
            servlet.addMapping("/*");
            servlet.setAsyncSupported(true);
        }

        /** Bounds how long a client may keep silent. */
        Application withPatience(Duration longest) {
            return new Application(contextPath, longest, setup);
        }
    }

    /** Starts it on a port of its own. */
    static Container start(Application application, Path directory) throws Exception {
        return MEANT.startsWith("tomcat")
                ? TomcatContainer.start(application, directory)
                : JettyContainer.start(application);
    }

    /** Starts it with HTTP/2 beside HTTP/1.1, both without TLS. */
    static Container startWithHttp2(Application application, Path directory) throws Exception {
        return MEANT.startsWith("tomcat")
                ? TomcatContainer.startWithHttp2(application, directory)
                : JettyContainer.startWithHttp2(application);
    }

    /** Returns its address without a path. */
    URI address();

    /** Returns its name and version. */
    String version();

    void stop() throws Exception;
}
