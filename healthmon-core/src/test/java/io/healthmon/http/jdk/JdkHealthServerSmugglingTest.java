package io.healthmon.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.http.HealthHandler;
import io.healthmon.testkit.SmugglingContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkHealthServerSmugglingTest extends SmugglingContract {

    private JdkHealthServer server;

    @Override
    protected URI start(HealthHandler handler) {
        server = JdkHealthServer.start(handler, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return URI.create("http://127.0.0.1:" + server.address().getPort());
    }

    /** The server takes such a size for another one, in which the body has an end that the client does not mean. */
    @ParameterizedTest
    @ValueSource(
            strings = {"100000000\r\n", "100000005\r\nhello\r\n0\r\n", "ffffffff00000000\r\n", "10000000000000000\r\n"})
    void whatFollowsAChunkOfMoreThan32BitsIsNoRequest(String chunks) throws Exception {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            String request = "POST /api/metrics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
                    + "\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(received(socket).split("HTTP/1\\.1 [0-9]{3} ", -1)).hasSizeLessThanOrEqualTo(2);
        }
    }

    private static String received(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    @Override
    protected void stop() {
        server.close();
    }
}
