package io.healthmon.testkit;

import io.healthmon.json.Json;
import io.healthmon.testkit.DescribedApi.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** Sends requests to a server, and holds what it answers against what it says of itself. */
final class DescribedAnswers {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Set<Integer> ENDING = Set.of(400, 413, 414, 431);

    private HttpClient client = freshClient();
    private final SoftAssertions soft = new SoftAssertions();
    private final Set<String> provoked = new TreeSet<>();
    private final URI server;
    private final DescribedApi api;

    /** Asks a server what it says of itself. */
    DescribedAnswers(URI server) throws IOException, InterruptedException {
        this.server = server;
        HttpResponse<byte[]> document = client.send(
                HttpRequest.newBuilder(server.resolve("/api/openapi.json")).build(), BodyHandlers.ofByteArray());
        this.api = new DescribedApi(Json.readObject(document.body()));
    }

    private static HttpClient freshClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    DescribedApi api() {
        return api;
    }

    /** Returns the statuses that were provoked, as in {@code GET /health 200}. */
    Set<String> provoked() {
        return provoked;
    }

    SoftAssertions soft() {
        return soft;
    }

    /**
     * Sends a request and takes down whether the answer is the one expected, and as described.
     *
     * @param operation as in {@code GET /api/integrations/*}
     * @param address path and query
     * @param token the bearer token; none if it is empty
     * @param body JSON; none if it is empty
     * @param headers names and values by turns
     */
    Answer expect(int status, String operation, String address, String token, String body, String... headers)
            throws IOException, InterruptedException {
        String method = operation.split(" ", 2)[0];
        Answer answer;
        try {
            answer = send(method, address, token, body, headers);
        } catch (IOException broken) {
            throw new IOException("no " + status + " to " + method + " " + address, broken);
        }
        String request = method + " " + address + " by \"" + token + "\" " + String.join(" ", headers);
        soft.assertThat(answer.status()).as(request + " " + answer.body()).isEqualTo(status);
        takeDown(operation, request, answer);
        return answer;
    }

    /** Likewise for a GET without a body. */
    Answer get(int status, String path, String address, String token, String... headers)
            throws IOException, InterruptedException {
        return expect(status, "GET " + path, address, token, "", headers);
    }

    /** Takes down whether an answer that came in another way is as described. */
    void takeDown(String operation, String request, Answer answer) {
        soft.assertThat(api.faults(operation, answer))
                .as(request + " " + answer.status())
                .isEmpty();
        provoked.add(operation + " " + answer.status());
    }

    Answer send(String method, String address, String token, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(address))
                .timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty() && !Set.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        if (ENDING.contains(response.statusCode())) {
            client = freshClient(); // a server may close the connection then, which this one would use again
        }
        boolean live = response.headers()
                .firstValue("Content-Type")
                .filter("text/event-stream"::equals)
                .isPresent();
        try (InputStream in = response.body()) {
            return new Answer(
                    response.statusCode(),
                    headers(response),
                    live ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8),
                    live);
        }
    }

    /** Sends the handshake of a WebSocket that is not agreed to. */
    Answer refusedHandshake(String address, String... headerLines) throws IOException {
        String lines = String.join(
                "\r\n",
                "GET " + address + " HTTP/1.1",
                "Host: " + server.getAuthority(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                String.join("\r\n", headerLines),
                headerLines.length == 0 ? "" : "\r\n");
        String[] parts = new RawHttp(server).send(lines).split("\r\n\r\n", 2);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        parts[0].lines().skip(1).map(line -> line.split(": *", 2)).forEach(line -> headers.put(line[0], line[1]));
        return new Answer(RawHttp.status(parts[0]), headers, parts[1], false);
    }

    private static Map<String, String> headers(HttpResponse<?> response) {
        return response.headers().map().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> String.join(", ", header.getValue())));
    }
}
