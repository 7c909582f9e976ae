package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.healthmon.schedule.Stopwatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/** A real Redis server, on a port of its own of the loopback interface unless its arguments say otherwise. */
final class RedisProcess implements AutoCloseable {

    private static final String READY = "Ready to accept connections";
    private static final String NO_LIBRARY = "error while loading shared libraries";

    private final Process process;
    private final int port;

    private RedisProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one that is ready. */
    static RedisProcess ready(Path directory, String... arguments) throws IOException {
        RedisProcess redis = started(directory, freePort(), arguments);
        BufferedReader said = redis.process.inputReader();
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.contains(READY)) {
                redis.drain(said);
                return redis;
            }
        }
        // why: the server that Maven brings for Linux wants OpenSSL 3, which not every machine has
        assumeTrue(lines.stream().noneMatch(line -> line.contains(NO_LIBRARY)), lines::toString);
        throw new IOException("Redis did not start: " + lines);
    }

    /** Starts one that need not be ready, after another one was. */
    static RedisProcess loading(Path directory, String... arguments) throws IOException {
        RedisProcess redis = started(directory, freePort(), arguments);
        redis.drain(redis.process.inputReader());
        return redis;
    }

    private static RedisProcess started(Path directory, int port, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Executable.PATH, "--dir", directory.toString(), "--save", ""));
        command.addAll(List.of(arguments));
        if (!command.contains("--port")) {
            command.addAll(List.of("--port", Integer.toString(port)));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new RedisProcess(process, port);
    }

    /** Unpacked once for this JVM. */
    private static final class Executable {

        static final String PATH = unpacked();

        private static String unpacked() {
            try {
                return ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }

    /** Lets nothing that it says hold it up. */
    private void drain(BufferedReader said) {
        Thread reader = new Thread(
                () -> {
                    try (said) {
                        said.transferTo(Writer.nullWriter());
                    } catch (IOException ended) {
                        throw new UncheckedIOException(ended);
                    }
                },
                "redis-log");
        reader.setDaemon(true);
        reader.setUncaughtExceptionHandler(
                (thread, ended) -> assertThat(process.isAlive()).isFalse());
        reader.start();
    }

    int port() {
        return port;
    }

    RedisCheck check() {
        return RedisCheck.of("127.0.0.1", port);
    }

    /** A connection of an ordinary client. */
    Client client() throws IOException {
        return new Client(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Sends commands, each as soon as the one before is answered. */
    static final class Client implements AutoCloseable {

        private final Socket socket;

        Client(Socket socket) {
            this.socket = socket;
        }

        /** Returns the first line of what is answered. */
        String ask(String... words) throws IOException {
            return new ShortTalk(socket, Stopwatch.started(), Duration.ofSeconds(30)).ask(RedisLogin.command(words));
        }

        /** Sends a command whose answer nobody waits for. */
        void tell(String... words) throws IOException {
            new ShortTalk(socket, Stopwatch.started(), Duration.ofSeconds(30)).send(RedisLogin.command(words));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
