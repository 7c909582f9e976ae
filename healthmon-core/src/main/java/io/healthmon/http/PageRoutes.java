package io.healthmon.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The page for people, and the files it needs; read from the class path once. */
final class PageRoutes {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " connect-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

    List<Route> routes() {
        return List.of(
                file("/", "index.html", "text/html; charset=utf-8"),
                file("/page.css", "page.css", "text/css; charset=utf-8"),
                file("/page.js", "page.js", "text/javascript; charset=utf-8"));
    }

    private static Route file(String path, String name, String mediaType) {
        byte[] bytes = read(name);
        String etag = Etags.of(bytes);
        Map<String, String> headers = Map.of(
                "ETag", etag,
                "Cache-Control", "no-cache",
                "Content-Security-Policy", CONTENT_SECURITY_POLICY);
        ApiResponse whole = ApiResponse.of(200, mediaType, bytes).withDefaults(headers);
        ApiResponse same = ApiResponse.empty(304).withDefaults(headers);
        return Route.open("GET", path, call -> Etags.isKnown(call.request(), etag) ? same : whole);
    }

    private static byte[] read(String name) {
        try (InputStream in = PageRoutes.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the file " + name + " of the page is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
