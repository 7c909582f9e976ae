package io.healthmon.provider.http;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A client with what the checks that share it have to know together. Safe for use by multiple threads. */
final class SharedClient {

    private static final int FIRST_WITH_SHORT_KEEP_ALIVE = 20;
    private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(keepAliveSeconds());

    private static final int MOST_ORIGINS = 10_000;

    /** Time limits of all clients. */
    static final Deadlines DEADLINES = new Deadlines(Workers.SHARED);

    private final HttpClient client;
    private final InlineStart executor;

    /** By origin, the nano time until which a connection may be kept open. */
    private final ConcurrentHashMap<String, Long> keptUntil = new ConcurrentHashMap<>();

    SharedClient(HttpClient client, InlineStart executor) {
        this.client = client;
        this.executor = executor;
    }

    /** Sends a request. */
    CompletableFuture<HttpResponse<BoundedAnswer>> send(Hop hop) {
        return executor.send(client, hop);
    }

    Executor executor() {
        return executor;
    }

    /** Returns whether the next request to an origin may get a connection that has been used before. */
    boolean mayReuse(String origin) {
        Long until = keptUntil.get(origin);
        return until != null && until - Ticks.now() > 0;
    }

    /** Remembers that an answer was read to its end, so that its connection may be kept open. */
    void kept(String origin) {
        if (keptUntil.size() >= MOST_ORIGINS) {
            keptUntil.clear();
        }
        keptUntil.put(origin, Ticks.now() + KEEP_ALIVE);
    }

    /** Remembers that a new connection to the origin failed too. */
    void lost(String origin) {
        keptUntil.remove(origin);
    }

    /** Returns whether an address is reached without a proxy, so that its name is resolved here. */
    boolean direct(URI uri) {
        List<Proxy> proxies = client.proxy()
                .or(() -> Optional.ofNullable(ProxySelector.getDefault()))
                .map(selector -> selector.select(uri))
                .orElse(List.of(Proxy.NO_PROXY));
        return proxies.isEmpty() || proxies.get(0).type() == Proxy.Type.DIRECT;
    }

    private static long keepAliveSeconds() {
        long usual = Runtime.version().feature() >= FIRST_WITH_SHORT_KEEP_ALIVE ? 30 : 1_200;
        return Long.getLong("jdk.httpclient.keepalive.timeout", usual);
    }
}
