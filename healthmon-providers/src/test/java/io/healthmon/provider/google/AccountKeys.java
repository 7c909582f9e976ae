package io.healthmon.provider.google;

import io.healthmon.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Keys of service accounts, as Google hands them out, made for tests. */
final class AccountKeys {

    private static final KeyPair PAIR = pair("RSA", 2_048);
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private AccountKeys() {}

    static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /** What knows the signatures of all of them. */
    static PublicKey verifier() {
        return PAIR.getPublic();
    }

    static String pem() {
        return pem(PAIR);
    }

    static String pem(KeyPair pair) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }

    /** The file of an account like no other, so that no test finds the tokens of another. */
    static Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "service_account");
        document.put("project_id", "shop");
        document.put("private_key_id", "0a1b2c3d4e5f");
        document.put("private_key", pem());
        document.put("client_email", "healthmon-" + ACCOUNTS.incrementAndGet() + "@shop.iam.gserviceaccount.com");
        document.put("client_id", "100000000000000000001");
        document.put("token_uri", "https://evil.example.com/token");
        return document;
    }

    static String json(Map<String, Object> document) {
        return new String(Json.write(document), StandardCharsets.UTF_8);
    }
}
