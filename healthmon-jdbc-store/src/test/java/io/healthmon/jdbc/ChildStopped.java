package io.healthmon.jdbc;

import io.healthmon.store.HealthStore;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A process that waits to be stopped, and has something to write then: as an application that closes its monitor does. */
final class ChildStopped {

    /** Others that are told of the stop at the same moment are done by then. */
    private static final int LATE_SECONDS = 2;

    private ChildStopped() {}

    /** Opens the database at a URL; appends the result of a second when it is stopped, and says so. */
    public static void main(String[] arguments) throws InterruptedException, SQLException {
        PrintStream out = System.out;
        HealthStore store = JdbcHealthStore.open(arguments[0], "", TestDatabases.NO_PASSWORD);
        // one in the middle of its work, which no pool can replace by another
        Connection atWork = DriverManager.getConnection(arguments[0]);
        int second = Integer.parseInt(arguments[1]);
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try (store;
                    Statement last = atWork.createStatement()) {
                never.await(LATE_SECONDS, TimeUnit.SECONDS);
                last.execute("select 1");
                store.append(Results.of("stripe", second, second + 1));
                out.println("written");
            } catch (RuntimeException | InterruptedException | SQLException failure) {
                out.println("failed: " + failure.getMessage());
            }
        }));
        out.println("open");
        never.await();
    }
}
