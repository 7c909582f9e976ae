package io.healthmon.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.http.HealthHandler;
import io.healthmon.testkit.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowCrowdTest {

    private static final int CROWD = 300;
    private static final int LONGEST_MILLIS = 3_000;

    private final HealthMonitor monitor = HealthMonitor.builder().build();
    private final JdkHealthServer server = JdkHealthServer.start(
            HealthHandler.builder(monitor).build(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    @AfterEach
    void close() {
        server.close();
        monitor.close();
    }

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(
            strings = {
                "G",
                "GET /health HTTP/1.1\r\nX-Slow: ",
                "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n"
            })
    void crowdThatDripsItsRequestsAndComesBackDoesNotTakeHealthAway(String begin) throws Exception {
        try (DrippingClients crowd = DrippingClients.start(CROWD, server.address(), begin)) {
            crowd.awaitFullSwing();
            for (int number = 0; number < 20; number++) {
                assertThat(statusOfHealth()).as("request %d", number).isEqualTo(200);
            }
        }
    }

    /** Fails when there is no answer in time. */
    private int statusOfHealth() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server.address(), LONGEST_MILLIS);
            socket.setSoTimeout(LONGEST_MILLIS);
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return RawHttp.status(RawHttp.receive(socket.getInputStream()));
        }
    }
}
