package io.healthmon.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way from a request to an answer.
 *
 * @param method GET (which HEAD takes, too) or POST
 * @param pattern the segments of the path; an asterisk stands for any one segment, which becomes an argument
 * @param needed the role that the caller needs, or null when anybody may come
 * @param isScoped whether callers who see only what one owner has may take it
 * @param isByHand whether callers may take it less often than others
 * @param answer makes the answer
 */
record Route(
        String method, List<String> pattern, @Nullable Role needed, boolean isScoped, boolean isByHand, Answer answer) {

    private static final String ANY = "*";

    /** Makes the answer to a call. */
    @FunctionalInterface
    interface Answer {
        ApiResponse to(Call call);
    }

    /** A route that anybody may take, or whose answer looks at the caller itself. */
    static Route open(String method, String path, Answer answer) {
        return new Route(method, segments(path), null, true, false, answer);
    }

    /** A route for callers with a role who see the whole application; to those with an owner it is closed. */
    static Route closed(String method, String path, Role needed, Answer answer) {
        return new Route(method, segments(path), needed, false, false, answer);
    }

    /** A route for callers with a role whose answer shows each of them what {@link Call#sight()} does, and nothing else. */
    static Route scoped(String method, String path, Role needed, Answer answer) {
        return new Route(method, segments(path), needed, true, false, answer);
    }

    /** Returns this route as one that has something run at once, which callers may less often than other things. */
    Route byHand() {
        return new Route(method, pattern, needed, isScoped, true, answer);
    }

    /** Returns this route with another answer. */
    Route answering(Answer other) {
        return new Route(method, pattern, needed, isScoped, isByHand, other);
    }

    /** Returns the segments of a path that begins with a slash. */
    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    boolean takes(String requestMethod) {
        return method.equals(requestMethod) || (method.equals("GET") && requestMethod.equals("HEAD"));
    }

    /** Returns the arguments when the path fits. */
    Optional<List<String>> match(List<String> segments) {
        return fits(segments) ? Optional.of(arguments(segments)) : Optional.empty();
    }

    private boolean fits(List<String> segments) {
        if (segments.size() != pattern.size()) {
            return false;
        }
        for (int index = 0; index < segments.size(); index++) {
            String expected = pattern.get(index);
            if (!expected.equals(ANY) && !expected.equals(segments.get(index))) {
                return false;
            }
        }
        return true;
    }

    private List<String> arguments(List<String> segments) {
        List<String> arguments = new ArrayList<>(1);
        for (int index = 0; index < segments.size(); index++) {
            if (pattern.get(index).equals(ANY)) {
                arguments.add(segments.get(index));
            }
        }
        return arguments;
    }
}
