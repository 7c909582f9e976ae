package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.xbill.DNS.tools.jnamed;

/** The name server that comes with dnsjava, in a process of its own, on the loopback interface. */
final class NameServerProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private NameServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one that knows a zone.
     *
     * @param directory takes its files
     * @param zone the name of the zone, with a dot at its end
     * @param records what it holds, in the format of RFC 1035
     */
    static NameServerProcess serving(Path directory, String zone, String records) throws Exception {
        int port = freePort();
        Path file = Files.writeString(directory.resolve("zone"), records);
        Path settings = Files.writeString(
                directory.resolve("settings"),
                "port " + port + "\naddress 127.0.0.1\nprimary " + zone + " " + file + "\n");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Stream.of(jnamed.class, Logger.class)
                                .map(NameServerProcess::place)
                                .collect(Collectors.joining(File.pathSeparator)),
                        jnamed.class.getName(),
                        settings.toString())
                .redirectErrorStream(true)
                .start();
        awaitRunning(process);
        awaitAnswer(port);
        return new NameServerProcess(process, port);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void awaitRunning(Process process) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines =
                said.lines().takeWhile(line -> !line.equals("jnamed: running")).toList();
        assertThat(process.isAlive()).as(String.join("\n", lines)).isTrue();
    }

    /** It says that it runs before it has its port. */
    private static void awaitAnswer(int port) throws IOException {
        byte[] query = {0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1};
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(100);
            boolean answered = false;
            for (int attempt = 0; attempt < 300 && !answered; attempt++) {
                socket.send(new DatagramPacket(query, query.length, InetAddress.getLoopbackAddress(), port));
                answered = answers(socket);
            }
            assertThat(answered).isTrue();
        }
    }

    private static boolean answers(DatagramSocket socket) throws IOException {
        try {
            socket.receive(new DatagramPacket(new byte[512], 512));
            return true;
        } catch (SocketTimeoutException notYet) {
            return false;
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
