package io.healthmon.examples;

import io.healthmon.json.JsonSettings;
import io.healthmon.settings.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What is watched when there is no configuration: {@code sample.json}, with the addresses of a few services that this
 * program runs itself.
 */
final class Sample implements AutoCloseable {

    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SampleServices services;
    private final byte[] inboxKey;
    private final String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random());
    private final Path database;
    private final int port;

    private Sample(SampleServices services, byte[] inboxKey, Path database, int port) {
        this.services = services;
        this.inboxKey = inboxKey;
        this.database = database;
        this.port = port;
    }

    /** Starts the services and makes a fresh admin token. */
    static Sample start(Environment environment) throws IOException {
        int wanted = (int) environment.port().orElse(Watchtower.DEFAULT_PORT);
        byte[] inboxKey = random();
        SampleServices services = SampleServices.start(new SampleInbox(inboxKey));
        return wanted == 0
                ? new Sample(services, inboxKey, Files.createTempDirectory("healthmon-sample"), freePort())
                : new Sample(services, inboxKey, environment.data().resolve("sample-" + wanted), wanted);
    }

    /** Returns {@code sample.json} with everything filled in. */
    Settings settings(Environment environment) throws IOException {
        Map<String, String> variables = new HashMap<>(environment.variables());
        variables.put("SAMPLE_PORT", String.valueOf(port));
        variables.put("SAMPLE_ADMIN_TOKEN", token);
        variables.put("SAMPLE_SERVICES_PORT", String.valueOf(services.port()));
        variables.put("SAMPLE_INBOX_SECRET", "whsec_" + Base64.getEncoder().encodeToString(inboxKey));
        variables.put(
                "SAMPLE_STORE_URL", "jdbc:h2:file:" + database.toAbsolutePath().resolve("healthmon"));
        try (InputStream in = Sample.class.getResourceAsStream("sample.json")) {
            if (in == null) {
                throw new FileNotFoundException("sample.json is not in the jar");
            }
            return JsonSettings.parse(in.readAllBytes(), variables);
        }
    }

    /** Returns the environment in which the sample's server starts: its port is in the settings already. */
    Environment environment(Environment environment) {
        Map<String, String> variables = new HashMap<>(environment.variables());
        variables.remove("HEALTHMON_PORT");
        return new Environment(variables);
    }

    /** Returns the token of the sample's admin, made for this run alone. */
    String token() {
        return token;
    }

    /** Returns where the alerts of the sample can be read. */
    String inboxUrl() {
        return "http://127.0.0.1:" + services.port() + "/inbox";
    }

    /** Returns where the sample keeps its database. */
    Path database() {
        return database;
    }

    /** Ends the services. */
    @Override
    public void close() {
        services.close();
    }

    private static byte[] random() {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        return random;
    }

    /** Finds a free port before the server starts, since the sample watches its own server too. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
