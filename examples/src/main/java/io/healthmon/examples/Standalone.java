package io.healthmon.examples;

import io.healthmon.json.JsonException;
import io.healthmon.json.JsonSettings;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A health monitor as a program of its own: {@code standalone [--help] [--debug] [FILE]}.
 *
 * <p>Watches what the configuration file says (named as argument or by {@code HEALTHMON_CONFIG}), or a built-in sample
 * without one, and serves {@code /health}, the API and the page until it is stopped. Exit code 0 after a stop, 2 for a
 * configuration that cannot be used, 1 for anything else; an error is one line.
 */
public final class Standalone {

    private static final String HELP = """
            Watches services and serves what it sees: /health, the API and a page.

              standalone [--help] [--debug] [FILE]

              FILE     the configuration, a JSON file; without one, and without HEALTHMON_CONFIG, a built-in sample runs
              --debug  show an error with its stack trace
              --help   show this

            Environment: HEALTHMON_CONFIG (the file), HEALTHMON_PORT (wins over "server.port"),
            CRON_SECRET (where "security.cronSecret" is not set), HEALTH_MONITORING_ENABLED=false (serve, check nothing),
            HEALTHMON_DEBUG=true (as --debug),
            HEALTHMON_DATA (the folder for results, ./data, where the configuration has no "store").""";

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 2;
    private static final long LONGEST_STOP_MILLIS = 10_000;

    private final Environment environment;
    private final PrintStream out;

    private Standalone(Environment environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /** Runs until the process is told to end. */
    public static void main(String[] arguments) {
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            // Before Java 21 the server else sends an answer's head and body apart, 40 ms apart.
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        Thread runner = Thread.currentThread();
        CountDownLatch ended = new CountDownLatch(1);
        Thread stop = new Thread(() -> stop(runner, ended), "healthmon-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        int code = run(List.of(arguments), System.getenv(), System.out, System.err);
        ended.countDown();
        if (code != OK) {
            System.exit(code);
        }
    }

    private static void stop(Thread runner, CountDownLatch ended) {
        runner.interrupt();
        try {
            ended.await(LONGEST_STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs until the calling thread is interrupted, or something is wrong; returns the exit code. */
    static int run(List<String> arguments, Map<String, String> variables, PrintStream out, PrintStream err) {
        Environment environment = new Environment(variables);
        try {
            Arguments parsed = Arguments.parse(arguments);
            if (parsed.help()) {
                out.println(HELP);
            } else {
                new Standalone(environment, out).run(parsed);
            }
            return OK;
        } catch (SettingException | JsonException misconfigured) {
            return told(misconfigured, MISCONFIGURED, arguments, environment, err);
        } catch (IOException | RuntimeException failure) {
            return told(failure, FAILED, arguments, environment, err);
        }
    }

    private static int told(
            Exception problem, int code, List<String> arguments, Environment environment, PrintStream err) {
        err.println("healthmon: " + problem.getMessage());
        if (arguments.contains("--debug") || environment.debug()) {
            problem.printStackTrace(err);
        }
        return code;
    }

    private void run(Arguments arguments) throws IOException {
        String file =
                arguments.file() != null ? arguments.file() : environment.file().orElse(null);
        if (file == null) {
            runSample();
        } else {
            Settings settings = JsonSettings.read(path(file), environment.variables());
            try (Watchtower watchtower = Watchtower.start(settings, environment)) {
                greet(watchtower, "of " + file);
                waitForTheEnd();
            }
        }
    }

    private void runSample() throws IOException {
        try (Sample sample = Sample.start(environment);
                Watchtower watchtower =
                        Watchtower.start(sample.settings(environment), sample.environment(environment))) {
            greet(watchtower, "of a built-in sample");
            out.println("  Dashboard  " + watchtower.url() + "/#token=" + sample.token());
            out.println("  Alerts     " + sample.inboxUrl() + "   (an outage and its recovery within a minute)");
            out.println("  Database   " + sample.database());
            out.println("  Your own   give a configuration file as argument; --help tells more");
            waitForTheEnd();
        }
    }

    private void greet(Watchtower watchtower, String whose) {
        String checking = watchtower.checking()
                ? "healthmon watches " + watchtower.integrations() + " integrations "
                : "healthmon checks nothing (HEALTH_MONITORING_ENABLED=false); it shows the integrations ";
        out.println(checking + whose + ". Ctrl-C ends it.");
        out.println("  Page       " + watchtower.url() + "/");
        out.println("  Health     " + watchtower.url() + "/health");
    }

    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException end) {
            // why: the interrupt is how it is told to end, and has done its work.
        }
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException unreadable) {
            throw new SettingException(file, "is not a path of this system; name a file");
        }
    }
}
