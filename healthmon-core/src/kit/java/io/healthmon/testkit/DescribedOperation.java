package io.healthmon.testkit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An operation of a described server, with a request in the making that a caller of the right role may send.
 *
 * @param name as in {@code GET /api/integrations/*}
 * @param description what the document says of it
 */
record DescribedOperation(String name, Map<String, ?> description) {

    private static final Map<String, String> TOKENS =
            Map.of("viewer", "see", "operator", "run", "admin", "own", "ingest", "send");

    static List<DescribedOperation> all(DescribedApi api) {
        return api.operations().entrySet().stream()
                .map(operation -> new DescribedOperation(operation.getKey(), operation.getValue()))
                .toList();
    }

    /** Returns the methods of each path, which is one that can be asked for. */
    static Map<String, Set<String>> methods(DescribedApi api) {
        Map<String, Set<String>> methods = new TreeMap<>();
        for (DescribedOperation operation : all(api)) {
            methods.computeIfAbsent(operation.address(), path -> new TreeSet<>())
                    .add(operation.name().split(" ", 2)[0]);
        }
        return methods;
    }

    /** Returns its path, of something that is there. */
    String address() {
        String path = name.split(" ", 2)[1];
        if (path.startsWith("/badge/")) {
            return "/badge/good.svg";
        }
        return path.replace("*", path.startsWith("/api/heartbeats/") ? "backup" : "mail");
    }

    /** Returns whether callers need a role before anything else is looked at; a socket's handshake has its own way. */
    boolean needsRole() {
        return description.containsKey("x-healthmon-role") && !name.endsWith("/ws");
    }

    /** Returns the token of a caller who may. */
    String token() {
        if (name.contains("/api/heartbeats/")) {
            return "beat";
        }
        if (name.contains("/api/cron/")) {
            return "cron-secret";
        }
        return TOKENS.getOrDefault(String.valueOf(description.get("x-healthmon-role")), "");
    }

    /** Returns the token of a caller whose role is another one, or too small. */
    String otherToken() {
        return Set.of("viewer").contains(String.valueOf(description.get("x-healthmon-role"))) ? "send" : "see";
    }

    boolean takesBody() {
        return description.containsKey("requestBody");
    }

    /** Returns whether a status is described. */
    boolean has(int status) {
        return ((Map<?, ?>) description.get("responses")).containsKey(String.valueOf(status));
    }
}
