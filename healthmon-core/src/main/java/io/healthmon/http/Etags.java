package io.healthmon.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Answers that are not sent again to those who have them. */
final class Etags {

    private Etags() {}

    /** Returns the tag of some bytes. */
    static String of(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Returns whether the caller has what the tag stands for. */
    static boolean isKnown(ApiRequest request, String etag) {
        return request.headers().all("If-None-Match").stream().anyMatch(known -> known.contains(etag));
    }

    /** Returns the bytes, or that they have not changed. */
    static ApiResponse answer(ApiRequest request, byte[] bytes, Map<String, String> headers) {
        String etag = of(bytes);
        ApiResponse answer = isKnown(request, etag)
                ? ApiResponse.empty(304).withDefaults(headers)
                : ApiResponse.of(200, headers, bytes);
        return answer.with("ETag", etag);
    }
}
