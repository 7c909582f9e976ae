package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What every answer keeps to, whatever was asked. */
final class FuzzedAnswer {

    private static final Set<Integer> KNOWN = Set.of(
            101, 200, 201, 202, 204, 304, 307, 400, 401, 403, 404, 405, 406, 409, 412, 413, 414, 415, 426, 429, 431);
    private static final Set<String> FIELDS = Set.of("type", "title", "status", "detail", "instance", "errors");
    private static final int LARGEST = 512 << 10;
    private static final int LARGEST_PROBLEM = 8 << 10;
    private static final List<String> TELLTALE =
            List.of("Exception", "\tat ", "java.", "javax.", "io.healthmon", "com.fasterxml", "sun.", "hunter2");

    /** Documents that never change need not be read a hundred thousand times. */
    private static final Set<Integer> READ_BEFORE = new HashSet<>();

    private final FuzzedRequest request;
    private final ApiResponse response;
    private final byte[] body;
    private final String text;

    private FuzzedAnswer(FuzzedRequest request, ApiResponse response) {
        this.request = request;
        this.response = response;
        this.body = response.live().isPresent() ? new byte[0] : response.body();
        this.text = new String(body, StandardCharsets.UTF_8);
    }

    /** Takes an answer as an adapter does, looks at it and gives it up; returns its text. */
    static String judge(FuzzedRequest request, ApiResponse response) {
        try {
            FuzzedAnswer answer = new FuzzedAnswer(request, response);
            answer.judge();
            return answer.text;
        } finally {
            response.discard();
        }
    }

    private void judge() {
        int status = response.status();
        assertThat(KNOWN).as("status").contains(status);
        headers();
        assertThat(body.length).isLessThan(status >= 400 ? LARGEST_PROBLEM : LARGEST);
        if (response.live().isPresent()) {
            assertThat(status).isIn(101, 200);
            response.live().orElseThrow().poll();
            return;
        }
        boolean isHead = request.method.equals("HEAD");
        if (!isHead && !response.isStreamed()) {
            assertThat(response.contentLength()).isEqualTo(body.length);
        }
        if (isHead) {
            assertThat(body).isEmpty();
        } else if (status >= 400) {
            problem();
        } else if (body.length > 0 && isUnread()) {
            content();
        }
    }

    private boolean isUnread() {
        return body.length < 20_000 || READ_BEFORE.add(Arrays.hashCode(body));
    }

    private void headers() {
        for (Map.Entry<String, String> header : response.headers().entrySet()) {
            assertThat(isPrintable(header.getKey()) && isPrintable(header.getValue()))
                    .as("header %s", header)
                    .isTrue();
        }
        assertThat(response.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.headers().get("Set-Cookie")).isNull();
        assertThat(response.headers().get("X-Injected")).isNull();
    }

    private static boolean isPrintable(String text) {
        return !text.isEmpty() && text.chars().allMatch(character -> character >= ' ' && character <= '~');
    }

    private void problem() {
        assertThat(response.headers().get("Content-Type")).isEqualTo("application/problem+json");
        Map<String, Object> problem = Json.readObject(body);
        assertThat(FIELDS).containsAll(problem.keySet());
        assertThat(problem.get("status")).isEqualTo(response.status());
        assertThat(problem.get("type")).isEqualTo("about:blank");
        for (String field : List.of("title", "detail", "instance")) {
            assertThat(problem.get(field)).as(field).isInstanceOf(String.class);
        }
        telltale();
    }

    private void content() {
        String type = response.headers().get("Content-Type");
        if (type.contains("json") && !type.contains("ndjson")) {
            assertThat(Json.readObject(body)).isNotEmpty();
        }
        if (type.contains("svg")) {
            assertThat(text).doesNotContain("<script", "<svg onload");
        }
        telltale();
    }

    private void telltale() {
        for (String word : TELLTALE) {
            assertThat(text.contains(word) && !request.holds(word))
                    .as(word + " in " + text)
                    .isFalse();
        }
    }
}
