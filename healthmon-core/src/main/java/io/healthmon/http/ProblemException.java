package io.healthmon.http;

import io.healthmon.json.Json;
import io.healthmon.settings.SettingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is a problem after RFC 9457, thrown to end a request from anywhere below the handler.
 *
 * <p>Its texts are ours: whatever comes from the request is shown only through {@link PlainText}.
 */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String MEDIA_TYPE = "application/problem+json";

    private final int status;
    private final String title;
    private final transient List<FieldError> errors = new ArrayList<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private ProblemException(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(400, "Bad Request", detail);
    }

    /** A parameter that cannot be used. */
    static ProblemException badParameter(String field, String detail) {
        ProblemException problem = badRequest(field + ": " + detail);
        problem.errors.add(new FieldError(field, detail));
        return problem;
    }

    /** A body with a field that cannot be used; what its reader says begins with the path of the field. */
    static ProblemException badSetting(SettingException wrong) {
        String message = String.valueOf(wrong.getMessage());
        int end = message.indexOf(": ");
        return end < 0
                ? badRequest(PlainText.sentence(message))
                : badParameter(
                        PlainText.sentence(message.substring(0, end)), PlainText.sentence(message.substring(end + 2)));
    }

    /** A request that others may understand in another way; what follows on its connection cannot be trusted. */
    static ProblemException ambiguous() {
        return badRequest("Host or body length are missing or ambiguous.").with("Connection", "close");
    }

    static ProblemException unauthorized(String detail) {
        return new ProblemException(401, "Unauthorized", detail).with("WWW-Authenticate", "Bearer realm=\"healthmon\"");
    }

    static ProblemException forbidden(Role needed) {
        return forbidden("This needs the role " + needed.label() + ".");
    }

    static ProblemException forbidden(String detail) {
        return new ProblemException(403, "Forbidden", detail);
    }

    static ProblemException crossOrigin() {
        return new ProblemException(
                403, "Forbidden", "A page of another origin needs a ticket or a bearer token to open a socket here.");
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(404, "Not Found", detail);
    }

    static ProblemException methodNotAllowed(String allowed) {
        return new ProblemException(405, "Method Not Allowed", "Use one of " + allowed + " here.")
                .with("Allow", allowed);
    }

    static ProblemException notAcceptable(String detail) {
        return new ProblemException(406, "Not Acceptable", detail);
    }

    static ProblemException conflict(String detail) {
        return new ProblemException(409, "Conflict", detail);
    }

    static ProblemException preconditionFailed(String detail) {
        return new ProblemException(412, "Precondition Failed", detail);
    }

    static ProblemException tooLarge() {
        return new ProblemException(
                413, "Content Too Large", "The body is larger than 64 KiB, the most that is taken.");
    }

    static ProblemException addressTooLong(int most) {
        return new ProblemException(414, "URI Too Long", "Path and query are longer than " + most + " characters.");
    }

    static ProblemException unsupportedMediaType() {
        return new ProblemException(415, "Unsupported Media Type", "Send the body as application/json.");
    }

    static ProblemException upgradeRequired() {
        return new ProblemException(
                        426,
                        "Upgrade Required",
                        "This is for WebSockets, where the server has them; GET /api/live tells the same.")
                .with("Upgrade", "websocket");
    }

    static ProblemException tooManyRequests(String detail, long retryAfterSeconds) {
        return new ProblemException(429, "Too Many Requests", detail)
                .with("Retry-After", Long.toString(retryAfterSeconds));
    }

    static ProblemException headersTooLarge(int most) {
        return new ProblemException(
                431, "Request Header Fields Too Large", "The headers are longer than " + most + " characters.");
    }

    static ProblemException internalError(String id) {
        return new ProblemException(
                500, "Internal Server Error", "Something failed here; the log tells more under " + id + ".");
    }

    static ProblemException closed() {
        return unavailable("The monitor is closed.", 30);
    }

    static ProblemException notImplemented(String detail) {
        return new ProblemException(501, "Not Implemented", detail);
    }

    static ProblemException unavailable(String detail, long retryAfterSeconds) {
        return new ProblemException(503, "Service Unavailable", detail)
                .with("Retry-After", Long.toString(retryAfterSeconds));
    }

    /** Returns whether the caller is not known. */
    boolean isUnauthorized() {
        return status == 401;
    }

    private ProblemException with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Returns the answer; the instance is the request's path without its query, which may hold secrets. */
    ApiResponse toResponse(ApiRequest request) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", getMessage());
        body.put("instance", PlainText.path(request.path()));
        if (!errors.isEmpty()) {
            body.put("errors", errors.stream().map(FieldError::toMap).toList());
        }
        return ApiResponse.of(status, MEDIA_TYPE, Json.write(body)).withDefaults(headers);
    }

    /** One field of the request and what is wrong with it. */
    private record FieldError(String field, String detail) {
        Map<String, String> toMap() {
            Map<String, String> map = new LinkedHashMap<>();
            map.put("field", field);
            map.put("detail", detail);
            return map;
        }
    }
}
