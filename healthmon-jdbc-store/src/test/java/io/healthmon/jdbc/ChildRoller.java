package io.healthmon.jdbc;

import static io.healthmon.jdbc.Results.MORNING;

import io.healthmon.store.HealthStore;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A process that appends results and at the same time rolls up everything, again and again, until it is killed.
 */
final class ChildRoller {

    /** From one result to the next: as long as a result stands, so that all time is accounted for. */
    static final Duration STEP = Duration.ofMinutes(10);

    private ChildRoller() {}

    /** Appends the results from a number on to the database at a URL; prints each that was acknowledged. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        try (HealthStore store = JdbcHealthStore.open(arguments[0], "", TestDatabases.NO_PASSWORD)) {
            Thread roller = new Thread(() -> rollUpForEver(store), "roller");
            roller.setDaemon(true);
            roller.start();
            int number = Integer.parseInt(arguments[1]);
            while (true) {
                store.append(List.of(Results.healthy("stripe", MORNING.plus(STEP.multipliedBy(number)))));
                out.println(number);
                number++;
            }
        } catch (RuntimeException failure) {
            out.println("failed: " + failure.getMessage());
            System.exit(1);
        }
    }

    private static void rollUpForEver(HealthStore store) {
        while (true) {
            rollUp(store);
            store.rollups().rebuildFrom(MORNING);
        }
    }

    static void rollUp(HealthStore store) {
        Instant later = MORNING.plus(Duration.ofDays(400));
        boolean more = true;
        while (more) {
            more = store.rollups().rollUp(later);
        }
    }
}
