package io.healthmon.provider.statuspage;

import io.healthmon.json.Json;
import io.healthmon.provider.service.StandIn;
import io.healthmon.provider.service.StandIn.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Pages for tests. */
final class Pages {

    static final PageAddress STRIPE = PageAddress.of("https://www.stripestatus.com");

    private Pages() {}

    static String fixture(String name) throws IOException {
        return StandIn.fixture(Pages.class, name);
    }

    static Answer answer(String fixture) throws IOException {
        return Answer.of(200, fixture(fixture));
    }

    static PageReport read(String json) {
        return PageForms.read(Json.read(json.getBytes(StandardCharsets.UTF_8)), STRIPE)
                .orElseThrow();
    }

    /** A summary with an indicator and these incidents. */
    static String summary(String indicator, String... incidents) {
        return "{\"page\":{\"name\":\"Stripe\"},\"status\":{\"indicator\":\"" + indicator
                + "\",\"description\":\"Partial outage\"},\"incidents\":[" + String.join(",", incidents) + "]}";
    }

    static String incident(String name, String status, String impact) {
        return new String(Json.write(Map.of("name", name, "status", status, "impact", impact)), StandardCharsets.UTF_8);
    }
}
