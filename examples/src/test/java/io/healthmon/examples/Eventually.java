package io.healthmon.examples;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Asks again and again until there is an answer. */
final class Eventually {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(15);

    private Eventually() {}

    /** Returns the first answer that is not null, for at most 15 s. */
    static <T> T found(Callable<@Nullable T> question) throws Exception {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (System.nanoTime() < end) {
            T answer = question.call();
            if (answer != null) {
                return answer;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new AssertionError("no answer within 15 s");
    }
}
