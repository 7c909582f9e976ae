package io.healthmon.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program on a thread of this JVM, with what it prints. */
final class Program implements AutoCloseable {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread runner;

    private Program(Map<String, String> variables, String... arguments) {
        this.runner = new Thread(
                () -> exitCode.complete(
                        Standalone.run(List.of(arguments), variables, new PrintStream(out), new PrintStream(err))),
                "program");
        runner.start();
    }

    /** Starts it with a folder of its own for results, unless the variables name one. */
    static Program start(Map<String, String> variables, String... arguments) throws IOException {
        Map<String, String> own = new HashMap<>(variables);
        own.putIfAbsent("HEALTHMON_DATA", Files.createTempDirectory("program").toString());
        return new Program(own, arguments);
    }

    /** Waits until it ends by itself. */
    int exitCode() throws Exception {
        return exitCode.get(30, TimeUnit.SECONDS);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Waits until it has printed something that fits, and returns the first group of it. */
    String printed(String expression) throws Exception {
        Pattern pattern = Pattern.compile(expression);
        return Eventually.found(() -> {
            if (exitCode.isDone()) {
                throw new AssertionError("ended with " + exitCode.join() + ": " + err());
            }
            Matcher matcher = pattern.matcher(out());
            return matcher.find() ? matcher.group(1) : null;
        });
    }

    /** Ends it, as a signal does. */
    @Override
    public void close() {
        runner.interrupt();
        exitCode.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
