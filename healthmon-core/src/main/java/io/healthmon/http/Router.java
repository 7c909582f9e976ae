package io.healthmon.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the route of a request, or says why there is none. */
final class Router {

    private static final int MOST_SEGMENTS = 16;

    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** Returns all routes, in the order in which they are tried. */
    List<Route> routes() {
        return routes;
    }

    /**
     * Returns the route for a method and a path.
     *
     * @param path the path as it was sent, below the base path
     */
    Match find(String method, String path) {
        List<String> segments = decoded(path);
        Set<String> allowed = new LinkedHashSet<>();
        for (Route route : routes) {
            Optional<List<String>> arguments = route.match(segments);
            if (arguments.isPresent()) {
                if (route.takes(method)) {
                    return new Match(route, arguments.get());
                }
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            throw ProblemException.notFound("There is nothing here.");
        }
        return unfit(method, allow(allowed));
    }

    private static Match unfit(String method, String allow) {
        if (method.equals("OPTIONS")) {
            return new Match(
                    Route.open(method, "/", call -> ApiResponse.empty(204).with("Allow", allow)), List.of());
        }
        throw ProblemException.methodNotAllowed(allow);
    }

    private static String allow(Set<String> methods) {
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    private static List<String> decoded(String path) {
        String[] encoded = path.startsWith("/") ? path.substring(1).split("/", MOST_SEGMENTS + 1) : new String[0];
        if (encoded.length == 0 || encoded.length > MOST_SEGMENTS) {
            throw ProblemException.notFound("There is nothing here.");
        }
        List<String> segments = new ArrayList<>(encoded.length);
        for (String segment : encoded) {
            segments.add(PercentDecoding.segment(segment));
        }
        return segments;
    }

    /**
     * A route and what stands in its places.
     *
     * @param route the route
     * @param arguments the segments that the pattern leaves open
     */
    record Match(Route route, List<String> arguments) {}
}
