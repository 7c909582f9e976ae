package io.healthmon.provider.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that answer what is no HTTP, and keep the connection. */
@Timeout(60)
class HttpGarbageTest {

    private static final int RUNS = 5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "220 mail.example.com ESMTP\r\n",
                "HTTP/1.1 200 OK\r\nNot A Header: x\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n"
            })
    void itsConnectionsAreClosed(String answer) throws Exception {
        CountDownLatch left = new CountDownLatch(RUNS);
        try (RawServer server = RawServer.start(connection -> {
            connection.readRequest();
            connection.write(answer);
            try {
                connection.hold();
            } finally {
                left.countDown();
            }
        })) {
            HttpCheck check = HttpCheck.get(server.url());
            for (int count = 0; count < RUNS; count++) {
                CheckResult result = Runs.run(check);
                assertThat(result.problem().cause()).isIn(Cause.ASSERTION, Cause.CONNECT);
            }

            assertThat(left.await(5, SECONDS))
                    .as("%s connections are open", left.getCount())
                    .isTrue();
        }
    }
}
