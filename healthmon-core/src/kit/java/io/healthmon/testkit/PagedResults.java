package io.healthmon.testkit;

import io.healthmon.check.Cause;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.state.Observation;
import io.healthmon.store.HealthStore;
import io.healthmon.store.InMemoryHealthStore;
import io.healthmon.store.StoreException;
import io.healthmon.store.TimeRange;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store with so many results, one a second, that nobody should ask for all of them at a time; makes them when a page is
 * asked for, counts the pages, and fails after some of them if it is told to. Everything else is as in memory.
 */
public final class PagedResults {

    /** When the first result was. */
    public static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final HealthStore memory = InMemoryHealthStore.create();
    private final int results;
    private final String message;
    private final AtomicInteger pages = new AtomicInteger();
    private volatile int failsAfter = Integer.MAX_VALUE;

    /** Makes results of every integration, with messages of a length or a little more. */
    public PagedResults(int results, int messageLength) {
        this.results = results;
        this.message = "x".repeat(messageLength);
    }

    /** Returns a store that has them. */
    public HealthStore store() {
        return (HealthStore) Proxy.newProxyInstance(
                PagedResults.class.getClassLoader(), new Class<?>[] {HealthStore.class}, this::call);
    }

    /** Has the store fail from the page after a number of them on. */
    public void failAfter(int morePages) {
        failsAfter = pages.get() + morePages;
    }

    /** Returns how many pages were handed out. */
    public int pages() {
        return pages.get();
    }

    /** Returns the whole span. */
    public TimeRange range() {
        return new TimeRange(FIRST, FIRST.plusSeconds(results));
    }

    private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("page")) {
            return page((TimeRange) arguments[1], (Integer) arguments[2]);
        }
        try {
            return method.invoke(memory, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private List<Observation> page(TimeRange range, int limit) {
        if (pages.incrementAndGet() > failsAfter) {
            throw new StoreException("the database has gone", null);
        }
        long from = Math.max(
                0, Duration.between(FIRST, range.from()).plusNanos(999_999_999).toSeconds());
        long to = Math.min(results, Duration.between(FIRST, range.to()).toSeconds());
        List<Observation> page = new ArrayList<>();
        for (long second = from; second < to && page.size() < limit; second++) {
            page.add(result(second));
        }
        return page;
    }

    private Observation result(long second) {
        Problem problem = Problem.of(Cause.TIMEOUT, second + " " + message);
        return new Observation(FIRST.plusSeconds(second), HealthStatus.DOWN, 12, problem, Map.of());
    }
}
