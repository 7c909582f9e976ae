package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.secret.Secret;
import io.healthmon.settings.Settings;
import io.healthmon.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers HTTP requests about a monitor: {@code /health}, the API, the page.
 *
 * <p>Knows no server: an adapter copies a request in and a response out. Every request gets an answer; a wrong one gets
 * a problem after RFC 9457. Nothing but the explicit runs of checks waits for anything, and of these at most 8 at a
 * time; exports are sent at the pace of their clients, at most 4 at a time and each for at most 10 minutes. Bodies are taken up to 64 KiB, addresses up to 4,096 and headers up to 32,768 characters. Safe for use by
 * multiple threads.
 *
 * @since 0.1
 */
public final class HealthHandler {

    private static final Logger LOG = LoggerFactory.getLogger(HealthHandler.class);

    private final BasePath basePath;
    private final Authenticator authenticator;
    private final Clock clock;
    private final Router router;

    private HealthHandler(Builder builder) {
        this.basePath = builder.basePath;
        this.authenticator = builder.authenticator;
        this.clock = builder.monitor.clock();
        this.router = new Router(builder.routes());
    }

    /** Begins a handler for a monitor; without more, it shows the public part to everybody and nothing else. */
    public static Builder builder(HealthMonitor monitor) {
        return new Builder(Objects.requireNonNull(monitor, "monitor"));
    }

    /** Returns the answer to a request; never throws an exception. */
    public ApiResponse handle(ApiRequest request) {
        return handle(request, "");
    }

    /**
     * Returns the answer to a request that came to a server which has this handler below a path of its own; never throws
     * an exception.
     *
     * @param request the request, with its whole path
     * @param mount the server's path, as it stands at the beginning of the request's, without a slash at its end; the
     *     base path, if there is one, follows it
     */
    public ApiResponse handle(ApiRequest request, String mount) {
        ApiResponse response =
                answer(request, basePath.under(mount), clock.instant()).withDefaults(DefaultHeaders.SAFE);
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    private ApiResponse answer(ApiRequest request, BasePath root, Instant receivedAt) {
        try {
            RequestLimits.enforce(request);
            if (root.lacksSlash(request.path())) {
                return ApiResponse.empty(307).with("Location", root.withSlash());
            }
            String path =
                    root.below(request.path()).orElseThrow(() -> ProblemException.notFound("There is nothing here."));
            Router.Match match = router.find(request.method(), path);
            Supplier<Optional<Caller>> identification =
                    identification(request, match.route().needed());
            return match.route().answer().to(new Call(request, match.arguments(), identification, receivedAt));
        } catch (ProblemException problem) {
            return problem.toResponse(request);
        } catch (StoreException away) {
            LOG.warn("{} - the store could not answer", request, away);
            return ProblemException.unavailable("The history is not available just now.", 10)
                    .toResponse(request);
        } catch (RuntimeException unexpected) {
            String id = UUID.randomUUID().toString();
            LOG.error("{} - failed, problem {}", request, id, unexpected);
            return ProblemException.internalError(id).toResponse(request);
        }
    }

    /** Keeps out who may not take the route; where anybody may, nobody is asked for before the answer needs to know. */
    private Supplier<Optional<Caller>> identification(ApiRequest request, @Nullable Role needed) {
        if (needed == null) {
            return () -> callerIfAny(request);
        }
        Optional<Caller> caller = authenticator.authenticate(request);
        if (caller.isEmpty()) {
            throw ProblemException.unauthorized("Send a known token as a bearer token.");
        }
        if (!caller.get().role().includes(needed)) {
            throw ProblemException.forbidden(needed);
        }
        return () -> caller;
    }

    /** Returns the caller where nobody is kept out: an authenticator that fails must not take /health away. */
    private Optional<Caller> callerIfAny(ApiRequest request) {
        try {
            return authenticator.authenticate(request);
        } catch (RuntimeException failing) {
            LOG.warn("{} - the authenticator failed, the caller counts as anonymous", request, failing);
            return Optional.empty();
        }
    }

    /**
     * Builds a {@link HealthHandler}. Not safe for use by multiple threads.
     *
     * @since 0.1
     */
    public static final class Builder {

        private final HealthMonitor monitor;
        private BasePath basePath = BasePath.of("");
        private Authenticator authenticator = BearerTokens.none();
        private @Nullable Secret cronSecret;

        private Builder(HealthMonitor monitor) {
            this.monitor = monitor;
        }

        /**
         * Sets the path below which everything stands. Default: none.
         *
         * @throws IllegalArgumentException if it is neither empty nor a plain absolute path
         */
        public Builder basePath(String path) {
            this.basePath = BasePath.of(path);
            return this;
        }

        /** Sets the bearer token of the cron routes. If not set, or blank, they answer 404. */
        public Builder cronSecret(Secret secret) {
            this.cronSecret = secret.isBlank() ? null : secret;
            return this;
        }

        /** Sets who finds out who asks. If not set, every caller is anonymous. */
        public Builder authenticator(Authenticator authenticator) {
            this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
            return this;
        }

        /**
         * Reads {@code server.basePath}, {@code security.cronSecret} and {@code security.tokens}; what is not there, or
         * is blank, stays as it is.
         *
         * @throws io.healthmon.settings.SettingException if one cannot be used
         */
        public Builder settings(Settings root) {
            HandlerSettings.apply(root, this);
            return this;
        }

        /** Returns the handler. */
        public HealthHandler build() {
            return new HealthHandler(this);
        }

        private List<Route> routes() {
            BlockingCalls blocking = new BlockingCalls();
            List<Route> routes = new ArrayList<>(new HealthRoutes(monitor).routes());
            routes.addAll(new IntegrationRoutes(monitor, blocking).routes());
            routes.addAll(new AdministrationRoutes(monitor).routes());
            Exports exports = new Exports(Exports.LONGEST);
            routes.addAll(new HistoryRoutes(monitor, exports).routes());
            routes.addAll(new ReportRoutes(monitor, exports).routes());
            routes.addAll(new HeartbeatRoutes(monitor).routes());
            routes.addAll(new MetricRoutes(monitor).routes());
            routes.addAll(new PageRoutes().routes());
            Secret secret = cronSecret;
            if (secret != null) {
                routes.addAll(new CronRoutes(monitor, blocking, secret).routes());
            }
            return routes;
        }
    }
}
