package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.secret.Secret;
import org.junit.jupiter.api.Test;

class GoogleSecretsTest {

    @Test
    void whatTokensAreGotByIsKnownToTheMonitor() {
        RefreshToken token = RefreshToken.of(
                Secret.of("plain-client-id-4711"), Secret.of("plain-secret-4711"), Secret.of("plain-refresh-4711"));
        try (HealthMonitor monitor = HealthMonitor.builder()
                .add(
                        GmailCheck.integration("Mailbox").build(),
                        GmailCheck.with(token).build())
                .build()) {
            assertThat(monitor.redactor().redact("plain-client-id-4711 plain-secret-4711 plain-refresh-4711"))
                    .isEqualTo("*** *** ***");
        }
    }
}
