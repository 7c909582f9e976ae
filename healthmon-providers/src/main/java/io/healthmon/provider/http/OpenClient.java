package io.healthmon.provider.http;

import io.healthmon.provider.tls.CauseChain;
import io.healthmon.schedule.Stopwatch;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A client of the JDK with its threads, its time limits and what is known of its connections. Safe for use by multiple
 * threads.
 */
final class OpenClient {

    private static final int FIRST_WITH_SHORT_KEEP_ALIVE = 20;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(keepAliveSeconds());
    private static final int MOST_ORIGINS = 10_000;

    /** What a client says from JDK 21 on whose thread has ended. */
    private static final String CLOSED = "selector manager closed";

    /** {@code HttpClient.shutdownNow()}, which is there from 21 on. */
    private static final @Nullable MethodHandle SHUTDOWN_NOW = shutdownNow();

    private final ExchangeThreads threads = new ExchangeThreads();
    private final Deadlines deadlines = new Deadlines(threads);
    private final InlineStart executor = new InlineStart(threads);

    /** Null once it is ended: before 21 its thread lives as long as anything refers to it. */
    private volatile @Nullable HttpClient client;

    /** By origin, the time since an answer was last read to its end. */
    private final ConcurrentHashMap<String, Stopwatch> kept = new ConcurrentHashMap<>();

    /** The thread of the client, where it is known. */
    private final @Nullable Thread selector;

    private volatile boolean lost;

    private final Lookups lookups;

    /** The way out of a guarded client, or null. */
    private final @Nullable Gate gate;

    /**
     * Opens a client; the recipe is not kept.
     *
     * @param guarded whether the lookups judge what they find, so that it must not resolve anything itself
     */
    OpenClient(HttpClient.Builder recipe, Lookups lookups, boolean guarded) {
        this.lookups = lookups;
        Gate opened = guarded ? Gate.open() : null;
        if (opened != null) {
            recipe.proxy(new WayOut(opened.address()));
        }
        this.gate = opened;
        HttpClient built = recipe.executor(executor).build();
        this.client = built;
        this.selector = SelectorThread.of(built);
    }

    /** Returns whether it can get no answer ever again, since its thread has ended. */
    boolean isLost() {
        Thread thread = selector;
        return lost || (thread != null && !thread.isAlive());
    }

    /** Looks at why a request failed, which may tell that the client can send none any more. */
    void sawFailure(Throwable failure) {
        lost |= CauseChain.of(failure).stream()
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains(CLOSED));
    }

    /** Sends a request. */
    CompletableFuture<HttpResponse<BoundedAnswer>> send(Hop hop) {
        return executor.send(client(), hop);
    }

    @Nullable Gate gate() {
        return gate;
    }

    Lookups lookups() {
        return lookups;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** Returns whether the next request to an origin may get a connection that has been used before. */
    boolean mayReuse(String origin) {
        Stopwatch sinceKept = kept.get(origin);
        return sinceKept != null && sinceKept.elapsed().compareTo(KEEP_ALIVE) < 0;
    }

    /** Remembers that an answer was read to its end, so that its connection may be kept open. */
    void kept(String origin) {
        if (kept.size() >= MOST_ORIGINS) {
            kept.clear();
        }
        kept.put(origin, Stopwatch.started());
    }

    /** Remembers that a new connection to the origin failed too. */
    void lost(String origin) {
        kept.remove(origin);
    }

    /** Returns the proxy that an address is reached by; without one, its name is resolved here. */
    Optional<Proxy> proxy(URI uri) {
        return client().proxy()
                .or(() -> Optional.ofNullable(ProxySelector.getDefault()))
                .map(selector -> selector.select(uri))
                .filter(proxies -> !proxies.isEmpty())
                .map(proxies -> proxies.get(0))
                .filter(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    /**
     * Ends its threads and closes its connections, without waiting for it. Before 21 the thread and the connections of
     * the JDK's client end when the garbage collector finds that nobody refers to it any more.
     */
    void end() {
        HttpClient ended = client();
        client = null;
        deadlines.end();
        threads.end();
        if (gate != null) {
            gate.close();
        }
        MethodHandle shutdown = SHUTDOWN_NOW;
        if (shutdown != null) {
            try {
                shutdown.invokeExact(ended);
            } catch (RuntimeException | Error failure) {
                throw failure;
            } catch (Throwable impossible) {
                throw new IllegalStateException("ending the client failed", impossible);
            }
        }
    }

    private HttpClient client() {
        HttpClient current = client;
        if (current == null) {
            throw new IllegalStateException("the client of this check was closed");
        }
        return current;
    }

    private static @Nullable MethodHandle shutdownNow() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(HttpClient.class, "shutdownNow", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException olderThan21) {
            return null;
        }
    }

    private static long keepAliveSeconds() {
        long usual = Runtime.version().feature() >= FIRST_WITH_SHORT_KEEP_ALIVE ? 30 : 1_200;
        return Long.getLong("jdk.httpclient.keepalive.timeout", usual);
    }
}
