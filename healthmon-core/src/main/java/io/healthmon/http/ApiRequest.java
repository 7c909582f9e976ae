package io.healthmon.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request as an adapter hands it in: nothing decoded, nothing trusted.
 *
 * @param method the method as it was sent
 * @param path the path as it was sent, percent-encoded, without the query
 * @param query the query as it was sent, without the question mark, or null
 * @param protocol the protocol as it was sent, as in {@code HTTP/1.1}
 * @param headers the headers
 * @param body the body
 * @since 0.1
 */
public record ApiRequest(
        String method, String path, @Nullable String query, String protocol, RequestHeaders headers, RequestBody body) {

    /** Refuses null. */
    public ApiRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
    }

    /** Makes a request without query, headers and body; as one of HTTP/1.0, which needs no {@code Host}. */
    public static ApiRequest of(String method, String path) {
        return new ApiRequest(method, path, null, "HTTP/1.0", RequestHeaders.none(), RequestBody.empty());
    }

    /** Returns method and path; neither query nor headers, which may hold credentials. */
    @Override
    public String toString() {
        return PlainText.of(method) + " " + PlainText.path(path);
    }
}
