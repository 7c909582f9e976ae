package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManagedSecretsTest {

    @Test
    void aConfiguredSecretInADeclaredAddressIsNotShown() {
        try (HandlerFixture fixture = new HandlerFixture()) {
            fixture.monitor().keepSecret(() -> List.of(Secret.of("plain-part-4711")));
            Integration hook = Integration.named("Hook")
                    .endpoint("https://example.com/plain-part-4711")
                    .build();
            fixture.monitor().start();
            fixture.monitor().add(hook, context -> CheckResult.healthy());

            Answer answer = fixture.get("/api/integrations/hook", HandlerFixture.bearer("own"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("https://example.com/***").doesNotContain("plain-part-4711");
        }
    }
}
