package io.healthmon.http;

import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Lets few requests at a time wait for the store, so that one that hangs does not take all of a server's threads, and
 * {@code /health} with them.
 */
final class StoreCalls {

    /** How many requests may wait for the store at a time: 12. */
    static final int MOST = 12;

    private static final int RETRY_SECONDS = 5;

    private final Semaphore places = new Semaphore(MOST);

    /** Returns the routes, which answer 503 while too many others wait. */
    List<Route> limit(List<Route> routes) {
        return routes.stream()
                .map(route -> route.answering(call -> limited(route, call)))
                .toList();
    }

    /** Runs something that asks the store; returns false, and has done nothing, while too many others wait. */
    boolean tryRun(Runnable step) {
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            step.run();
            return true;
        } finally {
            places.release();
        }
    }

    private ApiResponse limited(Route route, Call call) {
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable("Already " + MOST + " requests wait for the store.", RETRY_SECONDS);
        }
        try {
            return route.answer().to(call);
        } finally {
            places.release();
        }
    }
}
