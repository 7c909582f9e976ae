package io.healthmon.provider.statuspage;

import io.healthmon.check.AsyncHealthCheck;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.provider.http.RedirectPolicy;
import io.healthmon.provider.http.Route;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A check of one page, which names another where it is moved there. Safe for use by multiple threads. */
final class PageWatch
        implements AsyncHealthCheck, HealthCheck.Movable, HealthCheck.Guardable, SecretHolder, AutoCloseable {

    private final Source source;
    private final HttpCheck http;

    /**
     * What is watched.
     *
     * @param address where the page stands
     * @param components what of it counts; empty for all
     * @param route by which way it is reached
     * @param guard judges every address that is connected to
     */
    record Source(PageAddress address, List<String> components, Route route, TargetGuard guard) {

        Source {
            components = List.copyOf(components);
        }

        HttpCheck http() {
            HttpCheck check = route.beginAside(address.feed())
                    .redirects(RedirectPolicy.ALWAYS)
                    .header("Accept", "application/json")
                    .readBy(new PageReader(address, components))
                    .build();
            return guard.isOpen() ? check : check.guardedBy(guard);
        }
    }

    PageWatch(Source source) {
        this.source = source;
        this.http = source.http();
    }

    /** Returns a check of another page, which may be given by the page or by its JSON, as the declared one may. */
    @Override
    public PageWatch withEndpoint(String endpoint) {
        String wanted = endpoint.trim();
        // why: people see the endpoint without its query and redacted, and may send back what they see.
        boolean same =
                wanted.equals(endpoint()) || wanted.equals(Redactor.standard().redact(endpoint()));
        PageAddress address = same ? source.address() : PageAddress.of("endpoint", wanted);
        return new PageWatch(new Source(address, source.components(), source.route(), source.guard()));
    }

    @Override
    public String target() {
        return http.target();
    }

    @Override
    public PageWatch guardedBy(TargetGuard guard) {
        return new PageWatch(new Source(source.address(), source.components(), source.route(), guard));
    }

    @Override
    public Collection<Secret> secrets() {
        return http.secrets();
    }

    @Override
    public CompletableFuture<CheckResult> checkAsync(CheckContext context) {
        return http.checkAsync(context);
    }

    @Override
    public void close() {
        http.close();
    }

    /** Returns the address that is read, without its query. */
    String endpoint() {
        return http.endpoint();
    }

    @Override
    public String toString() {
        return http.toString();
    }
}
