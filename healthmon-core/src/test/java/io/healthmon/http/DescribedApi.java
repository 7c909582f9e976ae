package io.healthmon.http;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.healthmon.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A document after OpenAPI, as something that answers can be held against. */
final class DescribedApi {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Map<String, Object> document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<Object, Schema> schemas = new LinkedHashMap<>();

    DescribedApi(Map<String, Object> document) {
        this.document = document;
    }

    /** Returns the operations by method and path, with an asterisk for each place in it. */
    Map<String, Map<String, Object>> operations() {
        Map<String, Map<String, Object>> operations = new TreeMap<>();
        object(document.get("paths"))
                .forEach((path, item) -> object(item).forEach((key, operation) -> {
                    if (METHODS.contains(key)) {
                        String method = key.toUpperCase(Locale.ROOT);
                        operations.put(method + " " + path.replaceAll("\\{[^/]*}", "*"), object(operation));
                    }
                }));
        return operations;
    }

    /** Returns what is not as it is described about the answer of an operation; empty if all is. */
    List<String> faults(String operation, ApiResponse response) {
        Map<String, Object> responses = object(operations().get(operation).get("responses"));
        Object described = responses.get(String.valueOf(response.status()));
        if (described == null) {
            return List.of("status " + response.status() + " is not described");
        }
        Object content = object(described).get("content");
        String type = response.headers().getOrDefault("Content-Type", "").split(";", 2)[0];
        if (content == null || !response.hasBody()) {
            boolean same =
                    content == null && !response.hasBody() && response.live().isEmpty();
            return same || response.live().isPresent() ? List.of() : List.of("only one of both has a body");
        }
        Object media = object(content).get(type);
        if (media == null) {
            return List.of("media type " + type + " is not described for " + response.status());
        }
        String body = new String(response.body(), StandardCharsets.UTF_8);
        return faults(
                object(media).get("schema"), type.endsWith("json") && !type.endsWith("ndjson") ? body : text(body));
    }

    /** Returns what is not as the named schema says. */
    List<String> faultsAgainst(String schema, String json) {
        return faults(Map.of("$ref", "#/components/schemas/" + schema), json);
    }

    /** Returns what is not as their schemas say about the examples, each with the place of its example. */
    List<String> faultsOfExamples() {
        return faultsOfExamples("", document).toList();
    }

    private Stream<String> faultsOfExamples(String place, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().flatMap(element -> faultsOfExamples(place, element));
        }
        if (!(value instanceof Map<?, ?>)) {
            return Stream.of();
        }
        Map<String, Object> map = object(value);
        Stream<String> below = map.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("example"))
                .flatMap(entry -> faultsOfExamples(place + "/" + entry.getKey(), entry.getValue()));
        if (!map.containsKey("example")) {
            return below;
        }
        Map<String, Object> schema = new LinkedHashMap<>(map.containsKey("schema") ? object(map.get("schema")) : map);
        String example = new String(Json.write(map.get("example")), StandardCharsets.UTF_8);
        return Stream.concat(faults(schema, example).stream().map(fault -> place + ": " + fault), below);
    }

    private List<String> faults(Object schema, String json) {
        return schemas
                .computeIfAbsent(schema, this::schema)
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private Schema schema(Object schema) {
        Map<String, Object> whole = Map.of("allOf", List.of(schema), "components", document.get("components"));
        return registry.getSchema(new String(Json.write(whole), StandardCharsets.UTF_8));
    }

    private static String text(String body) {
        return new String(Json.write(body), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
