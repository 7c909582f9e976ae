package io.healthmon.jdbc;

import io.healthmon.store.HealthStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that appends result after result and says of each that it was taken, until it is killed. */
final class ChildWriter {

    private ChildWriter() {}

    /** Appends results from a second on to the database at a URL; prints each second that was acknowledged. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        try (HealthStore store = JdbcHealthStore.open(arguments[0], "", TestDatabases.NO_PASSWORD)) {
            out.println("open");
            int second = Integer.parseInt(arguments[1]);
            while (true) {
                store.append(Results.of("stripe", second, second + 1));
                out.println(second);
                second++;
            }
        } catch (RuntimeException failure) {
            out.println("failed: " + failure.getMessage());
            System.exit(1);
        }
    }

    /** Starts the process, perhaps behind a command such as {@code ulimit}. */
    static Running start(String url, int second, String shell) throws IOException {
        return start(ChildWriter.class, url, second, shell);
    }

    /** Starts another program that takes the same arguments and says as much. */
    static Running start(Class<?> program, String url, int second, String shell) throws IOException {
        List<String> command = new ArrayList<>();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String line = shell + "exec '" + java + "' -XX:TieredStopAtLevel=1 -Xshare:auto -cp '"
                + System.getProperty("java.class.path") + "' " + program.getName() + " '" + url + "' " + second;
        command.addAll(List.of("/bin/sh", "-c", line));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Running(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    /**
     * The process under way.
     *
     * @param process the process
     * @param lines what it says
     */
    record Running(Process process, BufferedReader lines) implements AutoCloseable {

        /** Reads lines until one begins like this, and returns it. */
        String await(String start) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.startsWith(start)) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the child ended without saying \"" + start + "\"");
            }
            return line;
        }

        /** Kills the process at once and returns the last second that it had said was taken. */
        int kill() throws Exception {
            // by its handle, because the process itself would throw away what it said
            process.toHandle().destroyForcibly();
            int last = -1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line.matches("\\d+") ? Integer.parseInt(line) : last;
            }
            process.waitFor();
            return last;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
