package io.healthmon.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How long an empty Spring Boot application with a web server takes to be up, with healthmon's adapter on its class path
 * and without, in turns.
 */
final class SpringStartBenchmark implements Measurement {

    private static final Path CLASS_PATH = Path.of("example-spring-boot", "target", "classpath.txt");

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        report.title("spring: start of an empty web application");
        if (!Files.exists(CLASS_PATH)) {
            report.note("not measured, there is no " + CLASS_PATH + " here");
            return;
        }
        String with = Files.readString(CLASS_PATH).strip();
        String without = Arrays.stream(with.split(File.pathSeparator))
                .filter(entry -> !entry.contains("healthmon-"))
                .collect(Collectors.joining(File.pathSeparator));
        Samples bare = new Samples();
        Samples watched = new Samples();
        start(without);
        start(with);
        for (int repeat = 0; repeat < effort.repeats(9); repeat++) {
            bare.add(start(without));
            watched.add(start(with));
        }
        report.row("without healthmon, start of the JVM to ready", bare, "ms");
        report.row("with healthmon", watched, "ms");
        report.goal("healthmon adds", watched.median() - bare.median(), 150, "ms");
    }

    private static double start(String classPath) throws IOException {
        String own = BareSpringApplication.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        Path classes = Path.of(own).resolveSibling("classes");
        try (ChildJvm child = ChildJvm.startOn(classes + File.pathSeparator + classPath, BareSpringApplication.class)) {
            return child.number();
        }
    }
}
