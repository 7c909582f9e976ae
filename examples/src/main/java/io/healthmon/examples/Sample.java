package io.healthmon.examples;

import io.healthmon.json.JsonSettings;
import io.healthmon.settings.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
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

    private final SampleServices services;
    private final String token;
    private final int port;

    private Sample(SampleServices services, String token, int port) {
        this.services = services;
        this.token = token;
        this.port = port;
    }

    /** Starts the services and makes a fresh admin token. */
    static Sample start(Environment environment) throws IOException {
        int wanted = (int) environment.port().orElse(Watchtower.DEFAULT_PORT);
        return new Sample(SampleServices.start(), freshToken(), wanted == 0 ? freePort() : wanted);
    }

    /** Returns {@code sample.json} with everything filled in. */
    Settings settings(Environment environment) throws IOException {
        Map<String, String> variables = new HashMap<>(environment.variables());
        variables.put("SAMPLE_PORT", String.valueOf(port));
        variables.put("SAMPLE_ADMIN_TOKEN", token);
        variables.put("SAMPLE_SERVICES_PORT", String.valueOf(services.port()));
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

    /** Ends the services. */
    @Override
    public void close() {
        services.close();
    }

    private static String freshToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Finds a free port before the server starts, since the sample watches its own server too. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
