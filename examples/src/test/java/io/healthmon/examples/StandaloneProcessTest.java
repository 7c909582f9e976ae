package io.healthmon.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a JVM of its own. */
class StandaloneProcessTest {

    @TempDir
    Path directory;

    @Test
    void aConfigurationThatCannotBeUsedEndsTheProcessWithCodeTwo() throws Exception {
        Path file = Files.writeString(directory.resolve("healthmon.json"), "{\"servers\":{}}");
        Process process = start(file.toString());
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(Files.readAllLines(err()))
                    .singleElement()
                    .asString()
                    .startsWith("healthmon: servers: unknown setting; did you mean \"server\"?");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aSignalEndsTheProcessAtOnce() throws Exception {
        Path file = Files.writeString(directory.resolve("healthmon.json"), "{\"server\":{\"port\":0}}");
        Process process = start(file.toString());
        try {
            Eventually.found(() -> Files.readString(out()).contains("/health") ? true : null);
            process.destroy();

            assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(err()).isEmptyFile();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theCheckTypesAreFoundOnTheModulePathToo() throws Exception {
        Path file = Files.writeString(
                directory.resolve("healthmon.json"), "{\"integrations\":[{\"name\":\"A\",\"type\":\"?\"}]}");
        String modules = Stream.of(
                        "io.healthmon.HealthMonitor",
                        "io.healthmon.provider.http.HttpCheck",
                        "com.fasterxml.jackson.core.JsonFactory",
                        "org.slf4j.Logger")
                .map(StandaloneProcessTest::placeOf)
                .collect(Collectors.joining(File.pathSeparator));
        Process process = java(
                "-p",
                modules,
                "--add-modules",
                "io.healthmon.providers,jdk.httpserver",
                "-cp",
                placeOf(Standalone.class.getName()),
                Standalone.class.getName(),
                file.toString());
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(err()))
                    .contains(
                            "use one of composite, deadlock, disk, dns, gmail, google-calendar, heap, heartbeat, http, inverse, jdbc");
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(String argument) throws IOException {
        return java("-cp", System.getProperty("java.class.path"), Standalone.class.getName(), argument);
    }

    private Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("HEALTH") || name.startsWith("JAVA_"));
        builder.environment().put("HEALTHMON_DATA", directory.toString());
        return builder.redirectOutput(out().toFile())
                .redirectError(err().toFile())
                .start();
    }

    private static String placeOf(String type) {
        try {
            return Path.of(Class.forName(type)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (ClassNotFoundException | URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Path out() {
        return directory.resolve("out");
    }

    private Path err() {
        return directory.resolve("err");
    }
}
