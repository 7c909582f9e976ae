package io.healthmon.provider.google;

import io.healthmon.json.Json;
import io.healthmon.json.JsonException;
import io.healthmon.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key of a service account. Immutable; no text of it shows the key.
 *
 * @param email whose it is
 * @param id which of its keys it is; null where that is not known
 * @param pem the key, as the file has it
 */
record ServiceAccountKey(String email, @Nullable String id, PrivateKey key, Secret pem) {

    static final Duration LIFETIME = Duration.ofHours(1);

    private static final String ALGORITHM = "SHA256withRSA";
    private static final Pattern ADDRESS = Pattern.compile("[!-?A-~]{1,200}@[a-zA-Z0-9.-]{1,200}");
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]{1,20000})-----END PRIVATE KEY-----\\s*");

    /**
     * Reads the document that Google hands out.
     *
     * @throws IllegalArgumentException if it is something else; the message goes on behind the name of it, and shows no value
     */
    static ServiceAccountKey read(byte[] json) {
        Map<String, @Nullable Object> document;
        try {
            document = Json.readObject(json);
        } catch (JsonException notJson) {
            // why: without the cause, and the message shows no value.
            throw new IllegalArgumentException("is not a JSON object: " + notJson.getMessage());
        }
        requireType(document);
        String email = text(document, "client_email");
        if (!ADDRESS.matcher(email).matches()) {
            throw new IllegalArgumentException("holds a \"client_email\" that is no address");
        }
        Object id = document.get("private_key_id");
        String pem = text(document, "private_key");
        ServiceAccountKey key =
                new ServiceAccountKey(email, id instanceof String known ? known : null, key(pem), Secret.of(pem));
        key.signed("tried".getBytes(StandardCharsets.US_ASCII));
        return key;
    }

    private static void requireType(Map<String, @Nullable Object> document) {
        Object type = document.get("type");
        if (type == null && (document.containsKey("installed") || document.containsKey("web"))) {
            throw new IllegalArgumentException("is of an OAuth client, not of a service account");
        }
        if (!(type instanceof String name)) {
            throw new IllegalArgumentException("lacks \"type\"");
        }
        if (!name.equals("service_account")) {
            String shown = name.matches("[a-z_]{1,40}") ? " \"" + name + "\"" : "";
            throw new IllegalArgumentException("is of the type" + shown + ", not \"service_account\"");
        }
    }

    private static String text(Map<String, @Nullable Object> document, String name) {
        return Optional.ofNullable(document.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("lacks \"" + name + "\""));
    }

    private static PrivateKey key(String pem) {
        Matcher body = PEM.matcher(pem);
        if (body.matches()) {
            try {
                byte[] encoded = Base64.getMimeDecoder().decode(body.group(1));
                return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException | IllegalArgumentException broken) {
                // why: without the cause, whose text may show some of the key.
                throw broken();
            }
        }
        throw broken();
    }

    private static IllegalArgumentException broken() {
        return new IllegalArgumentException(
                "holds a \"private_key\" that is broken, or no RSA key in PKCS#8 (BEGIN PRIVATE KEY)");
    }

    /**
     * Returns a signed word, after RFC 7523, section 3.
     *
     * @param subject for whom; null for the account itself
     * @param audience the only one who may believe it
     * @param scopes what it asks for
     */
    Secret sign(@Nullable String subject, String audience, SortedSet<String> scopes, Instant now) {
        Map<String, @Nullable Object> header = new LinkedHashMap<>(Map.of("alg", "RS256", "typ", "JWT"));
        if (id != null) {
            header.put("kid", id);
        }
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("iss", email);
        claims.put("scope", String.join(" ", scopes));
        claims.put("aud", audience);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        if (subject != null) {
            claims.put("sub", subject);
        }
        String word = base64(Json.write(header)) + "." + base64(Json.write(claims));
        return Secret.of(word + "." + base64(signed(word.getBytes(StandardCharsets.US_ASCII))));
    }

    private byte[] signed(byte[] word) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(word);
            return signature.sign();
        } catch (GeneralSecurityException unusable) {
            // why: as above.
            throw broken();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns the key as a whole and line by line, since a log may hold a part of it. */
    List<Secret> secrets() {
        List<Secret> all = new ArrayList<>();
        all.add(pem);
        pem.reveal()
                .lines()
                .map(String::strip)
                .filter(line -> line.length() >= 16 && !line.startsWith("-----"))
                .map(Secret::of)
                .forEach(all::add);
        return List.copyOf(all);
    }

    /** Returns whose it is. */
    @Override
    public String toString() {
        return "key of " + email;
    }
}
