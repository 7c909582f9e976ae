package io.healthmon.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request that is right to begin with, and then is spoiled. */
final class FuzzedRequest {

    private static final int SHOWN = 300;

    String method;
    String path;

    @Nullable String query;

    final List<String[]> headers = new ArrayList<>();
    byte[] body = new byte[0];
    boolean hidesItsLength;
    boolean breaksOff;
    boolean isSpoiledBody;
    String protocol = "HTTP/1.1";
    String remoteAddress = "192.0.2.1";

    FuzzedRequest(String method, String address) {
        int mark = address.indexOf('?');
        this.method = method;
        this.path = mark < 0 ? address : address.substring(0, mark);
        this.query = mark < 0 ? null : address.substring(mark + 1);
        header("Host", "health.example.com");
    }

    void header(String name, String value) {
        headers.add(new String[] {name, value});
    }

    /** Returns whether somebody with a token of the owner asks. */
    boolean isOfOwner() {
        List<String> credentials = headers.stream()
                .filter(header -> header[0].equalsIgnoreCase("Authorization"))
                .map(header -> header[1])
                .toList();
        return credentials.size() == 1 && credentials.get(0).startsWith("Bearer acme-");
    }

    /** Returns whether a text stands anywhere in it. */
    boolean holds(String text) {
        return path.contains(text)
                || String.valueOf(query).contains(text)
                || text(body).contains(text);
    }

    ApiRequest toRequest() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String[] header : headers) {
            all.computeIfAbsent(header[0], name -> new ArrayList<>()).add(header[1]);
        }
        return new ApiRequest(
                method,
                path,
                query,
                new ApiRequest.Connection(protocol, remoteAddress, null),
                RequestHeaders.of(all),
                toBody());
    }

    private RequestBody toBody() {
        byte[] bytes = body;
        boolean broken = breaksOff;
        long length = hidesItsLength ? -1 : bytes.length;
        return new RequestBody() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() throws IOException {
                if (broken) {
                    throw new IOException("broken off in java.net.Socket");
                }
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /** Returns all of it, so that a failure can be told from the message alone. */
    @Override
    public String toString() {
        String shown = headers.stream()
                .map(header -> header[0] + ": " + shortened(header[1]))
                .collect(Collectors.joining(" | "));
        return escaped(shortened(method) + " " + shortened(path) + (query == null ? "" : "?" + shortened(query)) + " | "
                + protocol + " | " + shown + " | "
                + (breaksOff ? "breaks off" : shortened(text(body))));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...(" + text.length() + ")";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(character -> escaped.append(
                        character < ' ' || character > '~'
                                ? "\\u%04x".formatted(character)
                                : String.valueOf((char) character)));
        return escaped.toString();
    }
}
