package io.healthmon.testkit;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.healthmon.http.ApiResponse;
import io.healthmon.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A document after OpenAPI, as something that answers can be held against. */
public final class DescribedApi {

    /** Headers that tell a client what to do; an answer that has one says so in its description. */
    private static final Pattern TELLING = Pattern.compile(
            "Allow|Cache-Control|Content-Disposition|ETag|Healthmon-.*|Location|Retry-After|Sec-WebSocket-Protocol"
                    + "|Upgrade|WWW-Authenticate|X-Accel-Buffering",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Map<String, Object> document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<Object, Schema> schemas = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> operations = new TreeMap<>();

    /** Makes one of a document. */
    public DescribedApi(Map<String, Object> document) {
        this.document = document;
        object(document.get("paths"))
                .forEach((path, item) -> object(item).forEach((key, operation) -> {
                    if (METHODS.contains(key)) {
                        String method = key.toUpperCase(Locale.ROOT);
                        operations.put(method + " " + path.replaceAll("\\{[^/]*}", "*"), object(operation));
                    }
                }));
    }

    /** Returns the operations by method and path, with an asterisk for each place in it. */
    public Map<String, Map<String, Object>> operations() {
        return Collections.unmodifiableMap(operations);
    }

    /** Returns the statuses that are described of operations, as in {@code GET /health 200}. */
    public Set<String> statuses() {
        return operations().entrySet().stream()
                .flatMap(operation -> object(operation.getValue().get("responses")).keySet().stream()
                        .map(status -> operation.getKey() + " " + status))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns what is not as it is described about the answer of an operation; empty if all is. */
    public List<String> faults(String operation, ApiResponse response) {
        return faults(operation, Answer.of(response));
    }

    /** Returns what is not as it is described about the answer of an operation; empty if all is. */
    public List<String> faults(String operation, Answer answer) {
        Object described = object(operations().get(operation).get("responses")).get(String.valueOf(answer.status()));
        return described == null
                ? List.of("status " + answer.status() + " is not described")
                : faults(object(described), answer);
    }

    /** Returns what is not as it is described, once for all operations, about an answer. */
    public List<String> faultsOfShared(String response, Answer answer) {
        return faults(object(components("responses").get(response)), answer);
    }

    private List<String> faults(Map<String, Object> described, Answer answer) {
        return Stream.concat(faultsOfHeaders(described, answer), faultsOfBody(described, answer))
                .toList();
    }

    private Stream<String> faultsOfHeaders(Map<String, Object> described, Answer answer) {
        Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(object(described.getOrDefault("headers", Map.of())));
        Stream<String> silent = answer.headers().keySet().stream()
                .filter(name -> TELLING.matcher(name).matches() && !headers.containsKey(name))
                .map(name -> "the header " + name + " is not described");
        return Stream.concat(
                silent,
                headers.entrySet().stream()
                        .flatMap(header -> faultsOfHeader(
                                header.getKey(),
                                header(header.getValue()),
                                answer.headers().get(header.getKey()))));
    }

    private Stream<String> faultsOfHeader(String name, Map<String, Object> described, @Nullable String value) {
        if (value == null) {
            return Boolean.TRUE.equals(described.get("required"))
                    ? Stream.of("the header " + name + " is missing")
                    : Stream.empty();
        }
        Object schema = described.get("schema");
        boolean number = "integer".equals(object(schema).get("type")) && value.matches("-?[0-9]{1,9}");
        return faults(schema, number ? value : text(value)).stream().map(fault -> "the header " + name + fault);
    }

    private Map<String, Object> header(Object described) {
        Object reference = object(described).get("$ref");
        return reference == null
                ? object(described)
                : object(components("headers").get(reference.toString().replace("#/components/headers/", "")));
    }

    private Stream<String> faultsOfBody(Map<String, Object> described, Answer answer) {
        Object content = described.get("content");
        String body = answer.body();
        if (answer.isLive()) {
            return content == null ? Stream.of("it goes on, which is not described") : Stream.empty();
        }
        if (content == null) {
            return body.isEmpty() ? Stream.empty() : Stream.of("there is a body, which is not described");
        }
        String type = answer.headers().getOrDefault("Content-Type", "").split(";", 2)[0];
        Object media = object(content).get(type);
        if (media == null) {
            return Stream.of("media type " + type + " is not described for " + answer.status());
        }
        boolean json = type.endsWith("json") && !type.endsWith("ndjson");
        return faults(object(media).get("schema"), json ? body : text(body)).stream();
    }

    /** Returns what is not as the named schema says. */
    public List<String> faultsAgainst(String schema, String json) {
        return faults(Map.of("$ref", "#/components/schemas/" + schema), json);
    }

    /** Returns what is not as their schemas say about the examples, each with the place of its example. */
    public List<String> faultsOfExamples() {
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

    private Map<String, Object> components(String kind) {
        return object(object(document.get("components")).get(kind));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    /**
     * An answer, whichever way it came.
     *
     * @param status the status
     * @param headers one value each, whatever the case of their names
     * @param body the body; empty if there is none, or if it never ends
     * @param isLive whether it never ends
     */
    public record Answer(
            int status,
            Map<String, String> headers,
            @Nullable String body,
            boolean isLive) {

        /** Takes the headers over. */
        public Answer {
            Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            copy.putAll(headers);
            headers = Collections.unmodifiableMap(copy);
        }

        static Answer of(ApiResponse response) {
            boolean live = response.live().isPresent();
            String body = response.hasBody() && !live ? new String(response.body(), StandardCharsets.UTF_8) : "";
            return new Answer(response.status(), response.headers(), body, live);
        }
    }
}
