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
        for (Route route : routes) {
            if (route.takes(method)) {
                Optional<List<String>> arguments = route.match(segments);
                if (arguments.isPresent()) {
                    return new Match(route, arguments.get());
                }
            }
        }
        return unfit(method, methods(segments));
    }

    /** Returns the methods of the routes that fit but for theirs. */
    private Set<String> methods(List<String> segments) {
        Set<String> methods = new LinkedHashSet<>();
        for (Route route : routes) {
            if (route.match(segments).isPresent()) {
                methods.add(route.method());
            }
        }
        return methods;
    }

    private static Match unfit(String method, Set<String> methods) {
        if (methods.isEmpty()) {
            throw ProblemException.notFound("There is nothing here.");
        }
        String allow = allow(methods);
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
