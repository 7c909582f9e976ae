package io.healthmon.provider.slack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Callback.Completable;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;

/** A WebSocket server on loopback in the place of Slack's, which says what a test has it say. */
final class SlackStandIn implements AutoCloseable {

    /** What nobody may find anywhere. */
    static final String TICKET = "0a1b2c3d-very-secret-ticket";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

    static SlackStandIn start() throws Exception {
        SlackStandIn slack = new SlackStandIn();
        slack.connector.setHost("127.0.0.1");
        slack.server.addConnector(slack.connector);
        slack.server.setHandler(new WebSocketUpgradeHandler(
                handler -> handler.addMapping("/*", (request, response, callback) -> slack.new Line())));
        slack.server.start();
        return slack;
    }

    /** Returns the address with its ticket. */
    URI address() {
        return URI.create("ws://127.0.0.1:" + connector.getLocalPort() + "/link/?ticket=" + TICKET + "&app_id=A111");
    }

    /** Returns the next connection that was opened. */
    Line next() throws InterruptedException {
        Line line = lines.poll(10, SECONDS);
        assertThat(line).as("a connection").isNotNull();
        return line;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** One connection, from Slack's side. */
    final class Line implements FrameHandler {

        private volatile CoreSession session;

        void say(String text) throws Exception {
            send(new Frame(OpCode.TEXT, text));
        }

        /** Sends one message in several frames. */
        void sayInParts(String... parts) throws Exception {
            for (int index = 0; index < parts.length; index++) {
                byte kind = index == 0 ? OpCode.TEXT : OpCode.CONTINUATION;
                send(new Frame(kind, index == parts.length - 1, parts[index]));
            }
        }

        void ping() throws Exception {
            send(new Frame(OpCode.PING, "Ping from applink-1"));
        }

        private void send(Frame frame) throws Exception {
            Completable sent = new Completable();
            session.sendFrame(frame, sent, false);
            sent.get(10, SECONDS);
        }

        void end(int code, String reason) {
            session.close(code, reason, Callback.NOOP);
        }

        /** Drops the connection without a word. */
        void drop() {
            session.abort();
        }

        @Override
        public void onOpen(CoreSession opened, Callback callback) {
            session = opened;
            callback.succeeded();
            opened.demand();
            lines.add(this);
        }

        @Override
        public void onFrame(Frame frame, Callback callback) {
            callback.succeeded();
            if (frame.getOpCode() == OpCode.PING) {
                session.sendFrame(new Frame(OpCode.PONG, frame.getPayload()), Callback.NOOP, false);
            }
            session.demand();
        }

        @Override
        public void onError(Throwable cause, Callback callback) {
            callback.succeeded();
        }

        @Override
        public void onClosed(CloseStatus status, Callback callback) {
            callback.succeeded();
        }
    }
}
