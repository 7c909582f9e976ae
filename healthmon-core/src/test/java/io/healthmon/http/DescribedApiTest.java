package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.testkit.DescribedApi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DescribedApiTest {

    private final HandlerFixture fixture = new HandlerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anAnswerThatIsNotAsDescribedIsFound() {
        DescribedApi api = new DescribedApi(fixture.get("/api/openapi.json").json());
        String told = "{\"id\":\"backup\",\"ping\":\"log\",\"receivedAt\":\"2026-03-15T10:30:00Z\"}";

        assertThat(api.faultsAgainst("HeartbeatAccepted", told)).isEmpty();
        for (String wrong : List.of(
                told.replace("10:30", "soon"),
                told.replace("log", "x"),
                told.replace("\"id\"", "\"new\":1,\"id\""),
                told.replace("\"id\":\"backup\",", ""))) {
            assertThat(api.faultsAgainst("HeartbeatAccepted", wrong)).as(wrong).hasSize(1);
        }
    }

    @Test
    void aHeaderThatIsMissingOrWrongOrNotDescribedIsFound() {
        DescribedApi api = new DescribedApi(fixture.get("/api/openapi.json").json());
        Map<String, String> right =
                Map.of("content-type", "application/problem+json", "cache-control", "no-store", "retry-after", "5");
        String operation = "POST /api/live/tickets";

        assertThat(api.faults(operation, tooMany(right))).isEmpty();
        assertThat(api.faults(operation, tooMany(with(right, "retry-after", "soon"))))
                .anyMatch(fault -> fault.startsWith("the header Retry-After"));
        assertThat(api.faults(operation, tooMany(with(right, "retry-after", "0"))))
                .anyMatch(fault -> fault.startsWith("the header Retry-After"));
        assertThat(api.faults(operation, tooMany(with(right, "cache-control", null))))
                .containsExactly("the header Cache-Control is missing");
        assertThat(api.faults(operation, tooMany(with(right, "location", "/"))))
                .containsExactly("the header location is not described");
        assertThat(api.faults("GET /health/live", tooMany(right))).containsExactly("status 429 is not described");
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(name, value);
        changed.values().removeIf(Objects::isNull);
        return changed;
    }

    private static DescribedApi.Answer tooMany(Map<String, String> headers) {
        String body = "{\"type\":\"about:blank\",\"title\":\"a\",\"status\":429,\"detail\":\"b\",\"instance\":\"/\"}";
        return new DescribedApi.Answer(429, headers, body, false);
    }
}
