package io.healthmon.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page for people, and the files it needs; read from the class path once. */
final class PageRoutes {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " connect-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** What the script is put together from by the browser. */
    private static final List<String> MODULES =
            List.of("elements.js", "list.js", "overview.js", "server.js", "words.js");

    private final Map<String, File> modules = MODULES.stream()
            .collect(Collectors.toUnmodifiableMap(name -> name, name -> File.read("page/" + name, SCRIPT)));

    List<Route> routes() {
        return List.of(
                file("/", "index.html", "text/html; charset=utf-8"),
                file("/page.css", "page.css", "text/css; charset=utf-8"),
                file("/page.js", "page.js", SCRIPT),
                Route.open("GET", "/page/*", this::module));
    }

    private static Route file(String path, String name, String mediaType) {
        File file = File.read(name, mediaType);
        return Route.open("GET", path, call -> file.answer(call.request()));
    }

    private ApiResponse module(Call call) {
        File module = modules.get(call.argument());
        if (module == null) {
            throw ProblemException.notFound("There is nothing here.");
        }
        return module.answer(call.request());
    }

    /**
     * A file of the page.
     *
     * @param etag tells this version from others
     * @param whole the answer to who does not have it
     * @param same the answer to who has it
     */
    private record File(String etag, ApiResponse whole, ApiResponse same) {

        static File read(String name, String mediaType) {
            byte[] bytes = bytes(name);
            String etag = Etags.of(bytes);
            Map<String, String> headers = Map.of(
                    "ETag", etag,
                    "Cache-Control", "no-cache",
                    "Content-Security-Policy", CONTENT_SECURITY_POLICY);
            ApiResponse whole = ApiResponse.of(200, mediaType, bytes).withDefaults(headers);
            return new File(etag, whole, ApiResponse.empty(304).withDefaults(headers));
        }

        ApiResponse answer(ApiRequest request) {
            return Etags.isKnown(request, etag) ? same : whole;
        }

        private static byte[] bytes(String name) {
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
}
