package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.json.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Throws random requests, made of pieces that have broken servers before, at the handler. */
class HealthHandlerFuzzTest {

    private static final int REQUESTS = 20_000;
    private static final long SEED = 20_261_121;

    private static final String[] METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "TRACE", "", "G\r\nT", "ä"};
    private static final String[] PIECES = {
        "/",
        "health",
        "reports",
        "api",
        "integrations",
        "mail",
        "check",
        "history",
        "live",
        "ready",
        "cron",
        "page.js",
        "..",
        ".",
        "%2f",
        "%2e%2e",
        "%00",
        "%0d%0a",
        "%c0%af",
        "%zz",
        "%",
        "%252f",
        "\\",
        "ä",
        "\u0000",
        "\r\n",
        " ",
        "?",
        "#",
        ";",
        "<script>",
        "${jndi:x}",
        "'",
        "\"",
        "\ud800",
        "a",
        "*",
        "~"
    };
    private static final String[] QUERY = {
        "limit=",
        "cursor=",
        "status=",
        "from=",
        "to=",
        "resolution=",
        "groupBy=",
        "range=",
        "13mo",
        "tag=",
        "&",
        "=",
        "%",
        "%ff",
        "1",
        "-1",
        "raw",
        "day",
        "99999999999999999999",
        "2026-03-15T10:30:00Z",
        "%2B999999999-12-31T23:59:59Z",
        "+",
        "healthy",
        "AAAA",
        "aGVhbHRoeQphCmI"
    };
    private static final String[] HEADERS = {
        "Authorization", "Accept", "Content-Type", "If-None-Match", "Host", "", "X\r\nY", "Content-Length"
    };
    private static final String[] VALUES = {
        "Bearer see",
        "Bearer run",
        "Bearer own",
        "Bearer cron-secret",
        "Bearer",
        "bearer  ",
        "*/*",
        "application/json",
        "application/health+json",
        "text/csv",
        ";",
        ",",
        "q=;q=x;",
        "application/json;q=1.5",
        "a\r\nb",
        "",
        "\u0000",
        "application/json; charset=\""
    };
    private static final String[] BODIES = {"", "", "", "{}", "{", "[[[[", "\u0000", "{\"a\":1e999}", "x".repeat(70_000)
    };

    private final Random random = new Random(SEED);

    @Test
    void noRequestMakesItFail() {
        try (HandlerFixture fixture = new HandlerFixture().add("Mail", integration -> integration)) {
            fixture.check("mail");
            for (int number = 0; number < REQUESTS; number++) {
                ApiRequest request = request();
                ApiResponse response = fixture.handler().handle(request);

                assertThat(response.status())
                        .as("%s, number %s", request, number)
                        .isBetween(200, 499);
                assertSound(response);
                response.discard();
            }
            assertThat(fixture.handler().liveStreams()).isZero();
        }
    }

    private static void assertSound(ApiResponse response) {
        response.headers().forEach((name, value) -> assertThat(name + value).matches("[\\x20-\\x7e]+"));
        assertThat(response.headers()).containsEntry("X-Content-Type-Options", "nosniff");
        if (response.hasBody() && response.headers().get("Content-Type").contains("json")) {
            assertThat(Json.readObject(response.body())).isNotEmpty();
        }
    }

    private ApiRequest request() {
        String path = random.nextInt(4) == 0 ? some(KNOWN) : "/" + joined(PIECES, 6);
        String address = random.nextBoolean() ? path : path.replace('?', '_') + "?" + joined(QUERY, 5);
        String[] headers = new String[2 * random.nextInt(4)];
        for (int index = 0; index < headers.length; index += 2) {
            headers[index] = some(HEADERS);
            headers[index + 1] = some(VALUES);
        }
        return HandlerFixture.request(some(METHODS), address, some(BODIES), headers);
    }

    private static final String[] KNOWN = {
        "/health",
        "/api/integrations",
        "/api/integrations/mail/health",
        "/api/integrations/mail/health/history",
        "/api/integrations/mail/health/check",
        "/api/reports",
        "/api/live",
        "/api/live/ws",
        "/api/live/tickets",
        "/api/cron/check-integration-health",
        "/api/cron/cleanup-health-logs",
        "/"
    };

    private String joined(String[] pieces, int most) {
        StringBuilder joined = new StringBuilder();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            joined.append(some(pieces)).append(random.nextInt(3) == 0 ? "" : pieces == PIECES ? "/" : "");
        }
        return joined.toString();
    }

    private String some(String[] choices) {
        return List.of(choices).get(random.nextInt(choices.length));
    }
}
