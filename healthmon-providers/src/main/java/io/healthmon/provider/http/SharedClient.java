package io.healthmon.provider.http;

import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client of all checks with equal settings: opened for its first user and ended with its last. Users are the checks
 * that have run and are not closed, and each run. One that can send nothing any more, since an error ended its thread, is
 * replaced for those who take it next. Safe for use by multiple threads.
 */
final class SharedClient {

    private static final Logger LOG = LoggerFactory.getLogger(SharedClient.class);

    private final ClientSettings settings;
    private final HttpClient.Builder recipe;
    private final Lookups lookups;
    private @Nullable OpenClient open;
    private int users;

    /** Makes a client that is opened by the recipe, which from now on belongs to it. */
    SharedClient(HttpClient.Builder recipe, Lookups lookups) {
        this(ClientSettings.DEFAULT, recipe, lookups);
    }

    /** Makes a client of these settings. Under a guard its lookups judge what they find. */
    SharedClient(ClientSettings settings, HttpClient.Builder recipe) {
        this(settings, recipe, settings.guard().isOpen() ? Lookups.SHARED : new Lookups(settings.guard()::resolve));
    }

    private SharedClient(ClientSettings settings, HttpClient.Builder recipe, Lookups lookups) {
        this.settings = settings;
        this.recipe = recipe;
        this.lookups = lookups;
    }

    ClientSettings settings() {
        return settings;
    }

    /** Returns the client, which stays open until it is given back as often as it was taken. */
    synchronized OpenClient take() {
        OpenClient client = open;
        if (client == null || client.isLost()) {
            client = new OpenClient(recipe, lookups, !settings.guard().isOpen());
            replace(client);
        }
        users++;
        return client;
    }

    private void replace(OpenClient fresh) {
        OpenClient lost = open;
        open = fresh;
        if (lost != null) {
            LOG.warn("healthmon: the thread of an HTTP client has ended, perhaps for want of memory;"
                    + " checks go on with another client");
            lost.end();
        }
    }

    /** Gives the client back; the last user ends it. */
    void giveBack() {
        OpenClient last = leave();
        if (last != null) {
            last.end();
        }
    }

    private synchronized @Nullable OpenClient leave() {
        users--;
        OpenClient client = users == 0 ? open : null;
        if (client != null) {
            open = null;
        }
        return client;
    }
}
