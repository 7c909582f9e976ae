package io.healthmon.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, of the same version and with the same classes, that speaks in lines. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;
    private final PrintStream input;

    private ChildJvm(Process process) {
        this.process = process;
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts the main method of a class; the first arguments are options of the JVM if they begin with a dash. */
    static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java(), "-cp", System.getProperty("java.class.path")));
        int options = 0;
        while (options < arguments.length && arguments[options].startsWith("-")) {
            command.add(arguments[options++]);
        }
        command.add(main.getName());
        command.addAll(List.of(arguments).subList(options, arguments.length));
        return run(command, Map.of());
    }

    /** Starts the main method of a class on a class path of its own. */
    static ChildJvm startOn(String classPath, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java(), "-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return run(command, Map.of());
    }

    /** Starts a program from its jar, with more variables in its environment. */
    static ChildJvm startJar(Path jar, Map<String, String> variables) throws IOException {
        return run(List.of(java(), "-jar", jar.toString()), variables);
    }

    private static ChildJvm run(List<String> command, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(variables);
        return new ChildJvm(builder.start());
    }

    private static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }

    /** Is run by the other JVM: ends it when this one ends, however that does. */
    static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException ended) {
            System.exit(1);
        }
        System.exit(0);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Sends a line to the other JVM. */
    void say(String line) {
        input.println(line);
    }

    /** Forgets the lines that have come already. */
    void forget() throws IOException {
        while (lines.ready()) {
            lines.readLine();
        }
    }

    /** Waits for the next line. */
    String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("the other JVM ended without an answer");
        }
        return line;
    }

    /** Waits for a line that is a number. */
    double number() throws IOException {
        return Double.parseDouble(line());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
