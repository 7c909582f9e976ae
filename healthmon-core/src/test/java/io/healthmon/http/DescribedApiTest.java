package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
