package io.healthmon.http;

import java.security.Principal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request as an adapter hands it in: nothing decoded, nothing trusted.
 *
 * @param method the method as it was sent
 * @param path the path as it was sent, percent-encoded, without the query
 * @param query the query as it was sent, without the question mark, or null
 * @param connection what the server knows of it besides
 * @param headers the headers
 * @param body the body
 * @since 0.1
 */
public record ApiRequest(
        String method,
        String path,
        @Nullable String query,
        Connection connection,
        RequestHeaders headers,
        RequestBody body) {

    /** Refuses null. */
    public ApiRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
    }

    /** Makes a request without query, headers and body; as one of HTTP/1.0, which needs no {@code Host}. */
    public static ApiRequest of(String method, String path) {
        return new ApiRequest(
                method, path, null, Connection.of("HTTP/1.0"), RequestHeaders.none(), RequestBody.empty());
    }

    /** Returns method and path; neither query nor headers, which may hold credentials. */
    @Override
    public String toString() {
        return PlainText.of(method) + " " + PlainText.path(path);
    }

    /**
     * What the server knows of a request besides what stands in it.
     *
     * @param protocol the protocol as it was sent, as in {@code HTTP/1.1}
     * @param remoteAddress the client's address without a port, as the server sees it; null if there is none. Behind a
     *     proxy it is the proxy's, unless the server is set to believe what that one forwards
     * @param principal whom the host's own security has let in, or null
     * @since 0.1
     */
    public record Connection(
            String protocol,
            @Nullable String remoteAddress,
            @Nullable Principal principal) {

        /** Refuses null. */
        public Connection {
            Objects.requireNonNull(protocol, "protocol");
        }

        /** Makes one of which nothing but the protocol is known. */
        public static Connection of(String protocol) {
            return new Connection(protocol, null, null);
        }

        /** Returns the protocol alone; address and name are those of people. */
        @Override
        public String toString() {
            return PlainText.of(protocol);
        }
    }
}
