package io.healthmon.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.check.HealthCheck;
import io.healthmon.provider.http.Route;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoogleSecretsTest {

    @TempDir
    private Path folder;

    @Test
    void thePasswordOfItsKeyStoreIsKnownToTheMonitorAndNothingElse() throws Exception {
        char[] password = "plain-store-password-4711".toCharArray();
        Path store = folder.resolve("keys.p12");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, password);
        try (OutputStream file = Files.newOutputStream(store)) {
            keys.store(file, password);
        }
        Route route = Route.direct().keystore(store, Secret.of(new String(password)));
        HealthCheck check = GmailCheck.with(Provided::token).via(route).build();

        assertThat(((SecretHolder) check).secrets())
                .extracting(Secret::reveal)
                .containsExactly("plain-store-password-4711");
    }

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
