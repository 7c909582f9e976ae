package io.healthmon.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the handshake of a WebSocket says of itself. */
final class SocketHandshake {

    /** The subprotocol that a client asks for when it sends its ticket beside it. */
    static final String PROTOCOL = "healthmon";

    private static final String TICKET_PREFIX = "ticket.";

    private final ApiRequest request;

    SocketHandshake(ApiRequest request) {
        this.request = request;
    }

    /** Returns the ticket that it carries in its query or among its subprotocols. */
    Optional<String> ticket() {
        Optional<String> inQuery = Parameters.of(request.query()).single("ticket");
        return inQuery.isPresent()
                ? inQuery
                : protocols().stream()
                        .filter(protocol -> protocol.startsWith(TICKET_PREFIX))
                        .map(protocol -> protocol.substring(TICKET_PREFIX.length()))
                        .findFirst();
    }

    /** Returns whether the client asks for the subprotocol, and so has to be told that it is spoken. */
    boolean asksForProtocol() {
        return protocols().contains(PROTOCOL);
    }

    /** Returns whether it carries a credential that no browser adds by itself. */
    boolean hasBearerToken() {
        return BearerTokens.in(request).isPresent();
    }

    /**
     * Returns whether a page of another site has opened it: a browser says so, and sends its cookies all the same. What is
     * no browser sends no origin.
     */
    boolean isCrossOrigin() {
        List<String> origins = request.headers().all("Origin");
        if (origins.isEmpty()) {
            return false;
        }
        Optional<String> host = request.headers().single("Host");
        return origins.size() > 1
                || host.isEmpty()
                || !authority(origins.get(0), host.get())
                        .equalsIgnoreCase(host.get().trim());
    }

    /** Returns host and port of an origin, written like the host that it is compared to: with a default port, or without. */
    private static String authority(String origin, String host) {
        try {
            URI address = URI.create(origin.trim().toLowerCase(Locale.ROOT));
            String name = address.getHost();
            String scheme = String.valueOf(address.getScheme());
            if (name == null) {
                return "";
            }
            int usual = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
            int port = address.getPort() < 0 ? usual : address.getPort();
            String withPort = name + ":" + port;
            return port == usual && !withPort.equalsIgnoreCase(host.trim()) ? name : withPort;
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }

    private List<String> protocols() {
        List<String> protocols = new ArrayList<>();
        for (String header : request.headers().all("Sec-WebSocket-Protocol")) {
            for (String protocol : header.split(",", -1)) {
                protocols.add(protocol.trim());
            }
        }
        return protocols;
    }
}
