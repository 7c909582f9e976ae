package io.healthmon.provider.http;

import io.healthmon.schedule.Stopwatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks up names of hosts, on threads of its own, since a lookup may block for longer than any time limit and cannot be
 * interrupted.
 *
 * <p>There is at most one lookup of a name at a time, which all who want that name wait for; so a name that hangs costs
 * one thread, however often it is asked for. When {@link #MOST_THREADS} names hang, further ones wait for their turn. The
 * threads are daemons and end when they are idle. Safe for use by multiple threads.
 */
final class Lookups {

    /** The lookups of all checks: those of equal names are joined whatever their client. */
    static final Lookups SHARED = new Lookups(host -> List.of(InetAddress.getAllByName(host)));

    static final int MOST_THREADS = 64;

    private static final long LINGER = TimeUnit.SECONDS.toMillis(5);

    private final Resolver resolver;
    private final Map<String, Lookup> open = new HashMap<>();
    private final Queue<Lookup> waiting = new ArrayDeque<>();
    private int threads;
    private int idle;

    Lookups(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Finds the addresses of a name, or fails; what it finds stays in the cache of the JVM. */
    @FunctionalInterface
    interface Resolver {

        List<InetAddress> resolve(String host) throws IOException;
    }

    /** Wants a name. Is called on a thread of lookups, which it may block as long as a lookup may. */
    interface Asker {

        /** Returns whether it still wants to know. */
        boolean waits();

        void found(List<InetAddress> addresses);

        void failed(IOException why);
    }

    /** What a lookup came to. */
    private record Found(
            List<InetAddress> addresses, @Nullable IOException failure) {}

    /** One lookup, and who waits for it. */
    private record Lookup(String host, List<Asker> askers) {}

    /** Tells the asker once the name is looked up; joins a lookup of the same name that is under way. */
    synchronized void look(String host, Asker asker) {
        Lookup lookup = open.get(host);
        if (lookup != null) {
            // why: those whose time was over meanwhile would pile up while a name hangs.
            lookup.askers().removeIf(other -> !other.waits());
            lookup.askers().add(asker);
            return;
        }
        Lookup begun = new Lookup(host, new ArrayList<>(List.of(asker)));
        open.put(host, begun);
        waiting.add(begun);
        if (waiting.size() > idle && threads < MOST_THREADS) {
            start();
            threads++;
        } else {
            notify();
        }
    }

    private void start() {
        Thread thread = new Thread(null, this::work, "healthmon-names", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Lookups.class.getClassLoader());
        thread.start();
    }

    private void work() {
        for (Lookup lookup = take(); lookup != null; lookup = take()) {
            Found found = resolve(lookup.host());
            // why: what askers do next may look the same name up again, which counts as the same lookup.
            for (List<Asker> askers = askers(lookup); !askers.isEmpty(); askers = askers(lookup)) {
                tell(askers, found);
            }
        }
    }

    private Found resolve(String host) {
        try {
            return new Found(resolver.resolve(host), null);
        } catch (IOException unknown) {
            return new Found(List.of(), unknown);
        } catch (RuntimeException | Error broken) {
            // why: a resolver of the application's own may throw anything; the name must not hang for that.
            return new Found(List.of(), (IOException) new UnknownHostException(host).initCause(broken));
        }
    }

    private static void tell(List<Asker> askers, Found found) {
        for (Asker asker : askers) {
            if (found.failure() == null) {
                asker.found(found.addresses());
            } else {
                asker.failed(found.failure());
            }
        }
    }

    /** Takes those who wait for a lookup; when there is nobody any more, the lookup is over. */
    private synchronized List<Asker> askers(Lookup lookup) {
        List<Asker> askers = List.copyOf(lookup.askers());
        lookup.askers().clear();
        if (askers.isEmpty()) {
            open.remove(lookup.host());
        }
        return askers;
    }

    /** Takes the next lookup; null when there was none for a while and the thread shall end. */
    private synchronized @Nullable Lookup take() {
        idle++;
        try {
            Stopwatch sinceIdle = Stopwatch.started();
            for (long left = LINGER;
                    waiting.isEmpty() && left > 0;
                    left = LINGER - sinceIdle.elapsed().toMillis()) {
                wait(left);
            }
        } catch (InterruptedException endNow) {
            Thread.currentThread().interrupt();
        } finally {
            idle--;
        }
        Lookup next = waiting.poll();
        if (next == null) {
            threads--;
        }
        return next;
    }
}
