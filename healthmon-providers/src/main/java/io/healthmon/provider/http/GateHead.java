package io.healthmon.provider.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request at the {@link Gate}: what the client of the JDK sends to a proxy.
 *
 * @param tunnel whether it asks for a tunnel
 * @param place host and port it asks for
 * @param ticket what it shows, or null
 * @param bodyLength how many bytes follow
 * @param forwarded the head as the service gets it: to itself, for this one request, without what is for the proxy
 */
record GateHead(boolean tunnel, String place, @Nullable String ticket, long bodyLength, String forwarded) {

    static final String TICKET = "Proxy-Ticket";

    private static final String END = "\r\n";

    /** Reads a head without the empty line at its end; null if it is none that the client sends. */
    static @Nullable GateHead parse(byte[] bytes, int length) {
        String[] lines = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).split(END, -1);
        String[] request = lines[0].split(" ", -1);
        if (request.length != 3 || !request[2].equals("HTTP/1.1")) {
            return null;
        }
        boolean tunnel = request[0].equals("CONNECT");
        URI target = target(tunnel ? "http://" + request[1] : request[1]);
        if (target == null || header(lines, "transfer-encoding") != null) {
            return null;
        }
        String announced = header(lines, "content-length");
        if (announced != null && !announced.matches("\\d{1,18}")) {
            return null;
        }
        long bodyLength = announced == null ? 0 : Long.parseLong(announced);
        String place = tunnel ? request[1].toLowerCase(Locale.ROOT) : SafeAddress.hostAndPort(target);
        return new GateHead(tunnel, place, header(lines, TICKET), bodyLength, forwarded(request[0], target, lines));
    }

    private static @Nullable URI target(String text) {
        try {
            URI target = new URI(text);
            return "http".equalsIgnoreCase(target.getScheme()) && target.getHost() != null ? target : null;
        } catch (URISyntaxException unreadable) {
            return null;
        }
    }

    private static @Nullable String header(String[] lines, String name) {
        for (String line : lines) {
            if (is(line, name)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return null;
    }

    private static boolean is(String line, String name) {
        return line.regionMatches(true, 0, name + ":", 0, name.length() + 1);
    }

    /** One request for each connection: the client would send the next one to whatever host on the same connection. */
    private static String forwarded(String method, URI target, String[] lines) {
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        StringBuilder head = new StringBuilder(method + " " + path + query + " HTTP/1.1" + END);
        for (int index = 1; index < lines.length; index++) {
            boolean own = lines[index].regionMatches(true, 0, "Proxy-", 0, 6);
            if (!own && !is(lines[index], "connection") && !lines[index].isEmpty()) {
                head.append(lines[index]).append(END);
            }
        }
        return head.append("Connection: close").append(END).append(END).toString();
    }
}
