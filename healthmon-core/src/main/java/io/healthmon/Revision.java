package io.healthmon;

import io.healthmon.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A short text that tells what is set of an integration from anything else. Made of the values, since people with SQL
 * change values and count nothing.
 */
final class Revision {

    private static final int BYTES = 12;

    private Revision() {}

    static String of(ManagedIntegrations.Managed managed) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(AuditText.values(managed.settings()));
        all.put("definition", managed.definition());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Json.write(all));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
