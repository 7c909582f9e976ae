package io.healthmon.provider.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthCheckProvider;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server on loopback that stands in for a service and gives one answer to everybody. */
public final class StandIn implements AutoCloseable {

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Answer answer;

    /** What was asked. */
    public record Request(String line, Map<String, List<String>> headers, String body) {

        /** Returns the first value of a header, or an empty text. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }
    }

    /** What is answered. */
    public record Answer(int status, String body, Charset charset, Map<String, String> headers) {

        public static Answer of(int status, String body) {
            return new Answer(status, body, StandardCharsets.UTF_8, Map.of("Content-Type", "application/json"));
        }

        /** An answer of bytes that are no text. */
        public static Answer of(int status, byte[] body) {
            Charset bytes = StandardCharsets.ISO_8859_1;
            return new Answer(status, new String(body, bytes), bytes, Map.of("Content-Type", "application/json"));
        }

        public Answer header(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Answer(status, body, charset, more);
        }
    }

    private StandIn(HttpServer server, Answer answer) {
        this.server = server;
        this.answer = answer;
    }

    /** Starts one. */
    public static StandIn answering(Answer answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        StandIn standIn = new StandIn(server, answer);
        server.createContext("/", exchange -> standIn.answer(exchange, standIn.answer));
        server.start();
        return standIn;
    }

    /** Answers otherwise from now on. */
    public void answer(Answer next) {
        answer = next;
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            requests.add(new Request(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            boolean bodiless = exchange.getRequestMethod().equals("HEAD");
            byte[] said = bodiless ? new byte[0] : answer.body().getBytes(answer.charset());
            exchange.sendResponseHeaders(answer.status(), said.length == 0 ? -1 : said.length);
            exchange.getResponseBody().write(said);
        }
    }

    /** Returns its address, as the setting {@code baseUrl} wants it. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Request> requests() {
        return requests;
    }

    /** Runs a check once, as a monitor does. */
    public static CheckResult run(HealthCheck check) throws Exception {
        return check.check(new CheckContext(Integration.named("Tested").build(), Duration.ofSeconds(10)));
    }

    /** Makes a check of settings, as a configuration does, and refuses what nobody asked for. Without a type, the first. */
    public static HealthCheck make(HealthCheckProvider provider, Map<String, ?> values) {
        return make(provider, values, Integration.named("Tested"));
    }

    public static HealthCheck make(HealthCheckProvider provider, Map<String, ?> values, IntegrationBuilder draft) {
        Object name = values.get("type");
        CheckType type = provider.types().stream()
                .filter(known -> name == null || known.name().equals(name))
                .findFirst()
                .orElseThrow();
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put("type", type.name());
        Settings settings = Settings.at("integrations[0]", all);
        HealthCheck check = type.factory().create(settings, draft);
        draft.settings(settings);
        settings.refuseUnknown();
        return check;
    }

    /** Asks a stand-in with this answer by a check of settings. */
    public static CheckResult ask(HealthCheckProvider provider, Map<String, ?> values, Answer answer) throws Exception {
        try (StandIn standIn = answering(answer)) {
            Map<String, Object> all = new LinkedHashMap<>(values);
            all.put("baseUrl", standIn.url());
            return run(make(provider, all));
        }
    }

    /** Returns a file beside the class, as text. */
    public static String fixture(Class<?> where, String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(where.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
