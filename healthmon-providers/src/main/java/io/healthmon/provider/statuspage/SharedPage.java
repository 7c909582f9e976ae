package io.healthmon.provider.statuspage;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.provider.http.RedirectPolicy;
import io.healthmon.provider.http.Route;
import io.healthmon.schedule.Stopwatch;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A page as all checks of this process see it: read when somebody wants to know, and not again for a while, whether that
 * worked or not. Held weakly, so that it goes with the last check that it may explain. Safe for use by multiple threads.
 */
final class SharedPage {

    /** For how long a page is not read again. */
    static final Duration FRESH = Duration.ofMinutes(5);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Map<Source, WeakReference<SharedPage>> PAGES = new HashMap<>();

    private final Source source;
    private final Duration fresh;
    private @Nullable Stopwatch sinceAsked;
    private CompletableFuture<PageReading> latest = new CompletableFuture<>();

    /**
     * What tells one page from another.
     *
     * @param address where it stands
     * @param route by which way it is reached
     * @param guard judges every address that is connected to
     */
    record Source(PageAddress address, Route route, TargetGuard guard) {

        /**
         * Looks whether it may be read at all.
         *
         * @throws IllegalArgumentException if it is refused whatever its name server says, or goes by a proxy
         */
        void requireAllowed() {
            check(new AtomicReference<>()).close();
        }

        HttpCheck check(AtomicReference<@Nullable PageReading> read) {
            HttpCheck check = route.beginAside(address.feed())
                    .redirects(RedirectPolicy.ALWAYS)
                    .header("Accept", "application/json")
                    .readBy(new Keeping(address, read))
                    .build();
            return guard.isOpen() ? check : check.guardedBy(guard);
        }
    }

    SharedPage(Source source, Duration fresh) {
        this.source = source;
        this.fresh = fresh;
    }

    /** Returns the page of a source, made if there is none. */
    static SharedPage of(Source source) {
        synchronized (PAGES) {
            PAGES.values().removeIf(reference -> reference.get() == null);
            WeakReference<SharedPage> known = PAGES.get(source);
            SharedPage page = known == null ? null : known.get();
            if (page == null) {
                page = new SharedPage(source, FRESH);
                PAGES.put(source, new WeakReference<>(page));
            }
            return page;
        }
    }

    Source source() {
        return source;
    }

    /** Returns what it says, or will have said: it is read if that is long ago. */
    synchronized CompletableFuture<PageReading> reading() {
        if (sinceAsked == null || sinceAsked.elapsed().compareTo(fresh) >= 0) {
            sinceAsked = Stopwatch.started();
            latest = read();
        }
        return latest;
    }

    private CompletableFuture<PageReading> read() {
        AtomicReference<@Nullable PageReading> read = new AtomicReference<>();
        try {
            return read(read);
        } catch (RuntimeException broken) {
            // why: what explains a failure must not take its place, as where a trust store has gone meanwhile.
            return CompletableFuture.completedFuture(PageReading.failed(broken(broken)));
        }
    }

    private CompletableFuture<PageReading> read(AtomicReference<@Nullable PageReading> read) {
        HttpCheck once = source.check(read);
        CheckContext context = new CheckContext(Integration.named("Status page").build(), TIMEOUT);
        return once.checkAsync(context).handle((result, failure) -> {
            once.close();
            PageReading reading = read.get();
            return reading != null ? reading : PageReading.failed(result != null ? result : broken(failure));
        });
    }

    private static CheckResult broken(Throwable failure) {
        return CheckResult.unknown(
                Cause.CHECK_ERROR,
                "Reading the status page failed: " + failure.getClass().getSimpleName() + ".");
    }
}
