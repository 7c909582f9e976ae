package io.healthmon.provider.webhook;

import io.healthmon.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs messages as Standard Webhooks 1.0 says: HMAC-SHA256 over {@code id.timestamp.body}. */
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST_KEY = 24;
    private static final int LONGEST_KEY = 64;

    private final SecretKeySpec key;
    private final Secret secret;

    private WebhookSignature(byte[] key, Secret secret) {
        this.secret = secret;
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Returns the signature by a secret.
     *
     * @throws IllegalArgumentException if it is blank, or begins like a key of the specification and is none
     */
    static WebhookSignature by(Secret secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("secret is blank; set one, or leave it out to send unsigned");
        }
        String text = secret.reveal().strip();
        byte[] key = text.startsWith(PREFIX)
                ? decoded(text.substring(PREFIX.length()))
                : text.getBytes(StandardCharsets.UTF_8);
        return new WebhookSignature(key, secret);
    }

    /** Returns the secret, and the part of it that is the key. */
    List<Secret> secrets() {
        String text = secret.reveal().strip();
        return text.startsWith(PREFIX) ? List.of(secret, Secret.of(text.substring(PREFIX.length()))) : List.of(secret);
    }

    /** Returns the value of the header {@code webhook-signature}. */
    String of(String id, long timestamp, byte[] body) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.toByteArray()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JVM knows " + ALGORITHM, impossible);
        }
    }

    private static byte[] decoded(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            // why: without the cause, whose message shows a character of the secret.
            throw refused("is not base64");
        }
        if (key.length < SHORTEST_KEY || key.length > LONGEST_KEY) {
            throw refused("holds " + key.length + " bytes");
        }
        return key;
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("secret begins with " + PREFIX + " and what follows " + why + "; use "
                + SHORTEST_KEY + " to " + LONGEST_KEY + " bytes in base64, or a text without " + PREFIX);
    }
}
