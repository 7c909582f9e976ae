package io.healthmon.servlet;

import io.healthmon.http.ApiResponse;
import io.healthmon.http.LiveStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the request that a servlet has into a WebSocket. The handler has let the client in by then, so a refused one gets
 * an answer like any other; an endpoint that is registered by its path could only open and close again.
 *
 * <p>Apart from the servlet, since a container may not have the types that it takes.
 */
final class SocketUpgrade extends ServerEndpointConfig.Configurator {

    private static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";

    private final SocketPump pump;
    private final String protocol;

    private SocketUpgrade(SocketPump pump, String protocol) {
        this.pump = pump;
        this.protocol = protocol;
    }

    /** Agrees to a handshake; returns whether the stream goes on, or the container has found fault with it. */
    static boolean agree(
            @Nullable Object container,
            HttpServletRequest request,
            HttpServletResponse response,
            ApiResponse answer,
            Runnable whenOver)
            throws IOException {
        LiveStream stream = answer.live().orElseThrow();
        String protocol = answer.headers().getOrDefault(PROTOCOL_HEADER, "");
        ServerEndpointConfig endpoint = ServerEndpointConfig.Builder.create(Endpoint.class, request.getRequestURI())
                .subprotocols(protocol.isEmpty() ? List.of() : List.of(protocol))
                .configurator(new SocketUpgrade(new SocketPump(stream, whenOver), protocol))
                .build();
        if (!(container instanceof ServerContainer sockets)) {
            throw new IOException("the container's jakarta.websocket is not that of the application");
        }
        try {
            sockets.upgradeHttpToWebSocket(request, response, endpoint, Map.of());
        } catch (DeploymentException refused) {
            throw new IOException("the container opens no WebSocket", refused);
        }
        return response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS;
    }

    /** The handler has looked at it. */
    @Override
    public boolean checkOrigin(String origin) {
        return true;
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return protocol;
    }

    /** None: compression would cost every client of its own what is made once for all. */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig endpoint, HandshakeRequest request, HandshakeResponse response) {
        // There is nothing to add.
    }

    /** Returns the pump of this one client; its class is not told, since a container may refuse one that is not public. */
    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return type.cast(pump);
    }
}
