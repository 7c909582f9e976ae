package io.healthmon.http;

import io.healthmon.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer, ready to be sent: status, headers and bytes.
 *
 * <p>The bytes may stand in several parts that other answers share, so an adapter sends them with {@link #writeTo} and
 * copies nothing. Those of a {@linkplain #isStreamed() streamed} answer are made while they are sent, at the pace of the
 * client, and only once; an adapter that does not get to send them calls {@link #discard}. A {@linkplain #live() live}
 * answer has no bytes by itself: an adapter asks for {@link #live()} first. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class ApiResponse {

    private static final byte[][] NO_BODY = {};
    private static final long UNKNOWN = -1;

    private final int status;
    private final Map<String, String> headers;
    private final byte[][] parts;
    private final long length;
    private final @Nullable StreamedContent content;
    private final @Nullable LiveStream live;

    private ApiResponse(int status, Map<String, String> headers, byte[][] parts, long length) {
        this(status, headers, parts, length, null, null);
    }

    private ApiResponse(
            int status,
            Map<String, String> headers,
            byte[][] parts,
            long length,
            @Nullable StreamedContent content,
            @Nullable LiveStream live) {
        this.status = status;
        this.headers = headers;
        this.parts = parts;
        this.length = length;
        this.content = content;
        this.live = live;
    }

    private ApiResponse withHeaders(Map<String, String> all) {
        return new ApiResponse(status, Collections.unmodifiableMap(all), parts, length, content, live);
    }

    /** Makes an answer without a body. */
    static ApiResponse empty(int status) {
        return new ApiResponse(status, Map.of(), NO_BODY, 0);
    }

    /** Makes the answer 200 with a plain value as a JSON document. */
    static ApiResponse json(@Nullable Object value) {
        return of(200, DefaultHeaders.JSON, Json.write(value));
    }

    /** Makes an answer with a body of one or more parts, which are not copied and must not be changed. */
    static ApiResponse of(int status, String contentType, byte[]... parts) {
        return of(status, Map.of("Content-Type", contentType), parts);
    }

    /** Makes an answer with headers, which are not copied, and a body as above. */
    static ApiResponse of(int status, Map<String, String> headers, byte[]... parts) {
        long length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        return new ApiResponse(status, headers, parts, length);
    }

    /** Makes the answer 200 with headers, which are not copied, and content that is made while it is sent. */
    static ApiResponse streamed(Map<String, String> headers, StreamedContent content) {
        return new ApiResponse(200, headers, NO_BODY, UNKNOWN, content, null);
    }

    /** Makes an answer with headers, which are not copied, after which the connection belongs to a live stream. */
    static ApiResponse live(int status, Map<String, String> headers, LiveStream stream) {
        return new ApiResponse(status, headers, NO_BODY, UNKNOWN, null, stream);
    }

    /**
     * Makes the answer that an adapter sends in the place of a {@linkplain #live() live} one for which it has no room just
     * now: a problem, 503 with {@code Retry-After}. The live one is to be {@linkplain #discard discarded}.
     */
    public static ApiResponse crowded(ApiRequest request) {
        return ProblemException.unavailable("There is no room for another live stream just now.", 10)
                .toResponse(request)
                .withDefaults(DefaultHeaders.SAFE);
    }

    /**
     * Makes the answer that an adapter sends in the place of a {@linkplain #live() live} one which its server is not set up
     * to send: a problem, 501. The live one is to be {@linkplain #discard discarded}.
     *
     * @param wayOut what to set, for the people who run the server
     */
    public static ApiResponse notImplemented(ApiRequest request, String wayOut) {
        return ProblemException.notImplemented("This server sends no live streams: " + wayOut)
                .toResponse(request)
                .withDefaults(DefaultHeaders.SAFE);
    }

    /** Returns this answer with one more header; one of the same name is replaced. */
    ApiResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return withHeaders(more);
    }

    /** Returns this answer with more headers; those that it has already stay. */
    ApiResponse withDefaults(Map<String, String> defaults) {
        if (headers.keySet().containsAll(defaults.keySet())) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        defaults.forEach(all::putIfAbsent);
        return withHeaders(all);
    }

    /** Returns what a HEAD request gets: the same headers and length, but no bytes. */
    ApiResponse withoutBody() {
        discard();
        return new ApiResponse(status, headers, NO_BODY, length);
    }

    /** Returns the status code. */
    public int status() {
        return status;
    }

    /** Returns the headers, one value each, without {@code Content-Length}; unmodifiable. */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * Returns the length to declare, or -1 if nobody knows it; to HEAD, the one that GET would get, although there are no
     * bytes then.
     */
    public long contentLength() {
        return length;
    }

    /** Returns whether there are bytes to send; there are none to HEAD, and with 204 and 304. */
    public boolean hasBody() {
        return isStreamed() || parts.length > 0;
    }

    /** Returns whether the bytes are made while they are sent, so that sending them may take long. */
    public boolean isStreamed() {
        return content != null;
    }

    /**
     * Returns what comes as it happens, if this answer is of that kind. The adapter then sends status and headers at once,
     * and what the stream gives as it comes, until it has ended or the client is gone, when it closes the stream. With
     * status 200 these are the bytes of the body, with 101 each is the UTF-8 of one text message of a WebSocket.
     */
    public Optional<LiveStream> live() {
        return Optional.ofNullable(live);
    }

    /**
     * Sends the bytes; does not close the stream. Of a streamed answer it flushes what the client shall have, and blocks as
     * long as the client takes nothing; how long that may last is the adapter's business.
     *
     * @throws IOException if the client is gone, or if a streamed answer broke off: the adapter then ends the connection,
     *     so that the answer does not look complete
     */
    public void writeTo(OutputStream out) throws IOException {
        if (content != null) {
            content.writeTo(out);
        }
        for (byte[] part : parts) {
            out.write(part);
        }
    }

    /** Gives up a streamed or live answer that nobody takes; has no effect otherwise. */
    public void discard() {
        if (live != null) {
            live.close();
        }
        if (content != null) {
            content.discard();
        }
    }

    /** Returns a copy of the bytes; of a streamed answer, once. */
    public byte[] body() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writeTo(bytes);
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
        return bytes.toByteArray();
    }
}
