package io.healthmon.http;

import java.util.ArrayList;
import java.util.List;
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
