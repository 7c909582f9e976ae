package io.healthmon.provider.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.secret.Secret;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    @Test
    void aMessageIsSignedAsTheReferenceLibrariesDo() throws Exception {
        Properties vector = new Properties();
        try (InputStream file = WebhookSignatureTest.class.getResourceAsStream("signatures.properties")) {
            vector.load(file);
        }
        String signature = WebhookSignature.by(Secret.of(vector.getProperty("secret")))
                .of(
                        vector.getProperty("id"),
                        Long.parseLong(vector.getProperty("timestamp")),
                        vector.getProperty("body").getBytes(StandardCharsets.UTF_8));

        assertThat(signature).isEqualTo(vector.getProperty("signature"));
    }

    @Test
    void anyOtherTextIsTheKeyItself() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("gehe\u00edm, not base64!".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] expected = mac.doFinal("id.7.{}".getBytes(StandardCharsets.UTF_8));

        assertThat(WebhookSignature.by(Secret.of("gehe\u00edm, not base64!")).of("id", 7, BODY))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_no base64 %", "whsec_", "whsec_c2hvcnQ="})
    void aKeyThatIsNoneIsRefusedWithoutBeingShown(String text) {
        assertThatThrownBy(() -> WebhookSignature.by(Secret.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use 24 to 64 bytes in base64")
                .hasNoCause()
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("c2hvcnQ", "no base64 %");
    }

    @Test
    void aBlankSecretIsRefused() {
        assertThatThrownBy(() -> WebhookSignature.by(Secret.of(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret is blank");
    }
}
