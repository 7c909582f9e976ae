package io.healthmon.http;

import java.util.HashMap;
import java.util.Map;

/** Headers that every answer has, ready-made. */
final class DefaultHeaders {

    /** Of an answer that says nothing else about itself. */
    static final Map<String, String> SAFE = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store",
            "Vary", "Accept, Authorization");

    /** Of a JSON document. */
    static final Map<String, String> JSON = withType("application/json");

    /** Of a document after the health check draft. */
    static final Map<String, String> DRAFT = withType(DraftDocument.MEDIA_TYPE);

    private DefaultHeaders() {}

    private static Map<String, String> withType(String mediaType) {
        Map<String, String> headers = new HashMap<>(SAFE);
        headers.put("Content-Type", mediaType);
        return Map.copyOf(headers);
    }
}
