package io.healthmon.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request as an adapter hands it in: nothing decoded, nothing trusted.
 *
 * @param method the method as it was sent
 * @param path the path as it was sent, percent-encoded, without the query
 * @param query the query as it was sent, without the question mark, or null
 * @param headers the headers
 * @param body the body
 * @param callerAddress the address of the other end, for logs
 * @since 0.1
 */
public record ApiRequest(
        String method,
        String path,
        @Nullable String query,
        RequestHeaders headers,
        RequestBody body,
        String callerAddress) {

    /** Refuses null. */
    public ApiRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(callerAddress, "callerAddress");
    }

    /** Makes a request without query, headers and body. */
    public static ApiRequest of(String method, String path) {
        return new ApiRequest(method, path, null, RequestHeaders.none(), RequestBody.empty(), "unknown");
    }

    /** Returns method and path; neither query nor headers, which may hold credentials. */
    @Override
    public String toString() {
        return PlainText.of(method) + " " + PlainText.path(path);
    }
}
