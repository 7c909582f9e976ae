package io.healthmon.provider.http;

import io.healthmon.provider.tls.TlsContexts;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;

/**
 * One client for each distinct configuration, shared by all checks that have it.
 *
 * <p>Clients are held weakly: when the last check of a configuration is gone without having been closed, its client goes
 * with it, and its threads and connections after it.
 */
final class HttpClients {

    private static final Map<ClientSettings, WeakReference<SharedClient>> CLIENTS = new HashMap<>();

    private HttpClients() {}

    /**
     * Returns the client of a configuration, made if there is none.
     *
     * @throws IllegalArgumentException if a key or trust store cannot be read
     */
    static SharedClient get(ClientSettings settings) {
        synchronized (CLIENTS) {
            CLIENTS.values().removeIf(reference -> reference.get() == null);
            WeakReference<SharedClient> known = CLIENTS.get(settings);
            SharedClient client = known == null ? null : known.get();
            if (client == null) {
                client = create(settings);
                CLIENTS.put(settings, new WeakReference<>(client));
            }
            return client;
        }
    }

    static int count() {
        synchronized (CLIENTS) {
            CLIENTS.values().removeIf(reference -> reference.get() == null);
            return CLIENTS.size();
        }
    }

    private static SharedClient create(ClientSettings settings) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(settings.context() != null ? settings.context() : TlsContexts.of(settings.tls()));
        ProxyAddress proxy = settings.proxy();
        if (proxy != null) {
            builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.host(), proxy.port())));
        }
        return new SharedClient(settings, builder);
    }
}
