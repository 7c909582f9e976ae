package io.healthmon.http;

import io.healthmon.json.Json;
import io.healthmon.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes in the body of a request, within its bounds. */
final class RequestBodies {

    /** The largest body that is taken: 64 KiB. */
    static final int MOST = 64 << 10;

    private static final Set<String> JSON = Set.of("application/json");
    private static final Set<String> PATCH = Set.of("application/json", "application/merge-patch+json");

    private RequestBodies() {}

    /** Refuses a body that is too large by its own account, without reading it. */
    static void refuseTooLarge(RequestBody body) {
        if (body.length() > MOST) {
            throw ProblemException.tooLarge();
        }
    }

    /** Refuses a body that is there but is no JSON object; what is in it says nothing to some routes. */
    static void requireJsonOrNothing(ApiRequest request) {
        var unused = jsonIfAny(request);
    }

    /** Returns the body, which has to be a JSON object if there is one; empty if not. */
    static Map<String, @Nullable Object> jsonIfAny(ApiRequest request) {
        byte[] bytes = read(request.body());
        return bytes.length == 0 ? Map.of() : object(request, bytes, JSON);
    }

    /** Returns the body, which has to be a JSON merge patch. */
    static Map<String, @Nullable Object> mergePatch(ApiRequest request) {
        return some(request, PATCH);
    }

    /** Returns the body, which has to be a JSON object. */
    static Map<String, @Nullable Object> json(ApiRequest request) {
        return some(request, JSON);
    }

    private static Map<String, @Nullable Object> some(ApiRequest request, Set<String> types) {
        byte[] bytes = read(request.body());
        if (bytes.length == 0) {
            throw ProblemException.badRequest("The body is empty; send a JSON object.");
        }
        return object(request, bytes, types);
    }

    private static Map<String, @Nullable Object> object(ApiRequest request, byte[] bytes, Set<String> types) {
        String type = request.headers().single("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!types.contains(type.split(";", 2)[0].trim())) {
            throw ProblemException.unsupportedMediaType();
        }
        try {
            return Json.readObject(bytes);
        } catch (JsonException malformed) {
            throw ProblemException.badRequest(
                    "The body is not a JSON object: " + PlainText.sentence(String.valueOf(malformed.getMessage())));
        }
    }

    /** Returns whether the request says that its body is JSON. */
    static boolean isJson(ApiRequest request) {
        String type = request.headers().single("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.split(";", 2)[0].trim().equals("application/json");
    }

    /** Returns the body as a text in UTF-8, whatever its type; empty when there is none. */
    static String text(ApiRequest request) {
        return new String(read(request.body()), StandardCharsets.UTF_8);
    }

    private static byte[] read(RequestBody body) {
        if (body.length() == 0) {
            return new byte[0];
        }
        try (InputStream in = body.open()) {
            byte[] bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw ProblemException.tooLarge();
            }
            return bytes;
        } catch (IOException brokenOff) {
            throw ProblemException.badRequest("The body ended before it was complete.");
        }
    }
}
