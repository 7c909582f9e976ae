package io.healthmon.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The description of all routes, its own among them; open, for it says nothing that the documentation does not. */
final class OpenApiRoutes {

    private static final Map<String, String> HEADERS = headers();

    private final Route route = Route.open("GET", "/api/openapi.json", this::document);
    private final byte[] json;

    /**
     * Puts the description together.
     *
     * @param others the routes to describe besides this one
     */
    OpenApiRoutes(List<Route> others) {
        List<Route> all = new ArrayList<>(others);
        all.add(route);
        this.json = OpenApiDocument.of(all).json();
    }

    List<Route> routes() {
        return List.of(route);
    }

    private ApiResponse document(Call call) {
        return Etags.answer(call.request(), json, HEADERS);
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(DefaultHeaders.JSON);
        headers.put("Cache-Control", "no-cache");
        return Map.copyOf(headers);
    }
}
