package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.testkit.DescribedApi;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds examples and messages against what the handler says of itself; its answers are held to it on every server. */
class OpenApiAnswersTest {

    private final HandlerFixture fixture = EventfulMonitor.create();
    private DescribedApi api;

    @BeforeEach
    void readTheDescription() {
        api = new DescribedApi(fixture.get("/api/openapi.json").json());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        assertThat(api.faultsOfExamples()).isEmpty();
    }

    @Test
    void everyLiveMessageIsAsDescribed() throws Exception {
        ApiRequest handshake = HandlerFixture.request("GET", "/api/live/ws", "", bearer("see"));
        LiveClient client = LiveClient.of(fixture.handler().openSocket(handshake, ""));
        fixture.answer("disk", CheckResult.down(Cause.QUOTA, "full")).check("disk");
        fixture.monitor().remove("odd");

        List<String> messages = new ArrayList<>();
        while (messages.isEmpty() || !messages.get(messages.size() - 1).contains("\"event\":\"removed\"")) {
            messages.add(client.next());
        }
        assertThat(messages).anyMatch(message -> message.contains("\"event\":\"alert\""));
        assertThat(messages)
                .allSatisfy(message -> assertThat(api.faultsAgainst("LiveMessage", message))
                        .as(message)
                        .isEmpty());
    }
}
