package io.healthmon.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

    private Process start(String argument) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Standalone.class.getName());
        command.add(argument);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("HEALTH") || name.startsWith("JAVA_"));
        return builder.redirectOutput(out().toFile())
                .redirectError(err().toFile())
                .start();
    }

    private Path out() {
        return directory.resolve("out");
    }

    private Path err() {
        return directory.resolve("err");
    }
}
