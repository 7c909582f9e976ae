package io.healthmon.http;

import io.healthmon.json.Json;
import io.healthmon.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes in the body of a request, within its bounds. */
final class RequestBodies {

    /** The largest body that is taken: 64 KiB. */
    static final int MOST = 64 << 10;

    private RequestBodies() {}

    /** Refuses a body that is too large by its own account, without reading it. */
    static void refuseTooLarge(RequestBody body) {
        if (body.length() > MOST) {
            throw ProblemException.tooLarge();
        }
    }

    /** Refuses a body that is there but is no JSON object; what is in it says nothing to the routes there are. */
    static void requireJsonOrNothing(ApiRequest request) {
        byte[] bytes = read(request.body());
        if (bytes.length > 0) {
            var unused = object(request, bytes);
        }
    }

    /** Returns the body, which has to be a JSON object. */
    static Map<String, @Nullable Object> json(ApiRequest request) {
        byte[] bytes = read(request.body());
        if (bytes.length == 0) {
            throw ProblemException.badRequest("The body is empty; send a JSON object.");
        }
        return object(request, bytes);
    }

    private static Map<String, @Nullable Object> object(ApiRequest request, byte[] bytes) {
        if (!isJson(request)) {
            throw ProblemException.unsupportedMediaType();
        }
        try {
            return Json.readObject(bytes);
        } catch (JsonException malformed) {
            throw ProblemException.badRequest(
                    "The body is not a JSON object: " + PlainText.of(String.valueOf(malformed.getMessage())));
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
