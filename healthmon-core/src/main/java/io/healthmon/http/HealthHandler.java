package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.http.TokenBucket.Pace;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import io.healthmon.settings.Settings;
import io.healthmon.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers HTTP requests about a monitor: {@code /health}, the API, the page.
 *
 * <p>Knows no server: an adapter copies a request in and a response out. Every request gets an answer; a wrong one gets
 * a problem after RFC 9457. Nothing waits but explicit runs of checks, at most 8 at a time, and what asks the store, at
 * most 12 at a time; exports are sent at the pace of their clients, at most 4 at a time and each for at most 10 minutes. Live streams
 * last at most an hour, and end with the monitor. Bodies are taken up to 64 KiB, addresses up to 4,096 and headers up to
 * 32,768 characters. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class HealthHandler {

    private static final Logger LOG = LoggerFactory.getLogger(HealthHandler.class);

    private final BasePath basePath;
    private final HealthMonitor monitor;
    private final Gate gate;
    private final LiveRoutes live;
    private final Router router;

    private HealthHandler(Builder builder) {
        this.basePath = builder.basePath;
        this.monitor = builder.monitor;
        this.gate = builder.gate();
        this.live = new LiveRoutes(builder.monitor, builder.liveStreams);
        this.router = new Router(builder.routes(live));
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
        Instant receivedAt = monitor.clock().instant();
        return guarded(request, () -> answer(request, mount, receivedAt));
    }

    /**
     * Returns the answer to the handshake of a WebSocket, which the adapter asks for before it agrees; never throws an
     * exception.
     *
     * @param handshake the request, with the headers {@code Origin}, {@code Host}, {@code Authorization} and
     *     {@code Sec-WebSocket-Protocol} as they were sent
     * @param mount the server's path, as {@link #handle(ApiRequest, String)} says
     * @return 101 with {@linkplain ApiResponse#live() what to send}, one text message a poll, and in its headers the
     *     subprotocol if there is one; or a problem, sent in place of an agreement
     */
    public ApiResponse openSocket(ApiRequest handshake, String mount) {
        return guarded(handshake, () -> socket(handshake, mount));
    }

    /**
     * Returns the answer to a request for which an adapter has neither a thread that could ask {@link #handle} nor a place to
     * wait for one: a problem, 503 with {@code Retry-After}. Waits for nothing; never throws an exception.
     */
    public ApiResponse overloaded(ApiRequest request) {
        return guarded(request, () -> {
            throw ProblemException.unavailable("More requests are under way than this server has places for.", 5);
        });
    }

    /**
     * Returns the paths of all routes below the base path, with an asterisk for each segment that may be anything, as in
     * {@code /api/integrations/*}{@code /health}: for adapters that have to name the paths which they pass on.
     */
    public Set<String> paths() {
        return routes().stream()
                .map(route -> "/" + String.join("/", route.pattern()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns how many live streams are open just now, event streams and sockets together. */
    public int liveStreams() {
        return live.open();
    }

    /** Returns every route there is. */
    List<Route> routes() {
        return router.routes();
    }

    private ApiResponse answer(ApiRequest request, String mount, Instant receivedAt) {
        RequestLimits.enforce(request);
        if (basePath.lacksSlash(mount, request.path())) {
            return ApiResponse.empty(307).with("Location", BasePath.withSlash(request.path()));
        }
        Router.Match match = router.find(request.method(), below(mount, request));
        Supplier<Optional<Caller>> identification = gate.admit(request, match.route());
        return match.route().answer().to(new Call(request, match.arguments(), identification, monitor, receivedAt));
    }

    private ApiResponse socket(ApiRequest handshake, String mount) {
        RequestLimits.enforce(handshake);
        if (!below(mount, handshake).equals(LiveRoutes.SOCKET_PATH)) {
            throw ProblemException.notFound("There is nothing here.");
        }
        if (!handshake.method().equals("GET")) {
            throw ProblemException.methodNotAllowed("GET");
        }
        return live.socket(handshake, gate.admitSocket(handshake, live));
    }

    private String below(String mount, ApiRequest request) {
        return basePath.below(mount, request.path())
                .orElseThrow(() -> ProblemException.notFound("There is nothing here."));
    }

    private ApiResponse guarded(ApiRequest request, Supplier<ApiResponse> answer) {
        ApiResponse response = answerOrProblem(request, answer).withDefaults(DefaultHeaders.SAFE);
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    private ApiResponse answerOrProblem(ApiRequest request, Supplier<ApiResponse> answer) {
        try {
            return answer.get();
        } catch (ProblemException problem) {
            return gate.afterwards(request, problem).toResponse(shown(request));
        } catch (StoreException away) {
            // what the store says of it needs no stack trace, and a page asks again and again
            LOG.warn(
                    "{} - the store could not answer: {}",
                    shown(request),
                    monitor.redactor().redact(String.valueOf(away.getMessage())));
            LOG.debug("{} - the store could not answer", shown(request), RedactedFailure.of(away, monitor.redactor()));
            return ProblemException.unavailable("The history is not available just now.", 10)
                    .toResponse(shown(request));
        } catch (RuntimeException unexpected) {
            String id = UUID.randomUUID().toString();
            LOG.error(
                    "{} - failed, problem {}", shown(request), id, RedactedFailure.of(unexpected, monitor.redactor()));
            return ProblemException.internalError(id).toResponse(shown(request));
        }
    }

    /** Returns the request with a path that may be shown. */
    private ApiRequest shown(ApiRequest request) {
        String path = PlainText.redacted(request.path(), monitor.redactor());
        return new ApiRequest(
                request.method(), path, request.query(), request.connection(), request.headers(), request.body());
    }

    /**
     * Builds a {@link HealthHandler}. Not safe for use by multiple threads.
     *
     * @since 0.1
     */
    public static final class Builder {

        /** The most live streams that may be asked for: 100,000. */
        static final int MOST_LIVE_STREAMS = 100_000;

        /** The most requests a second that may be asked for: 1,000,000. */
        static final int MOST_REQUESTS_PER_SECOND = 1_000_000;

        private static final int SECONDS_AT_ONCE = 2;

        private final HealthMonitor monitor;
        private BasePath basePath = BasePath.of("");
        private Authenticator authenticator = BearerTokens.none();
        private @Nullable Secret cronSecret;
        private int liveStreams = 2_000;
        private int requestsPerSecond = 200;
        private Set<WebOrigin> origins = Set.of();

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
         * Sets how many live streams, event streams and sockets together, may be open at a time; whoever comes then is
         * asked to come again later. Default: 2,000.
         *
         * @throws IllegalArgumentException if it is not from 1 to 100,000
         */
        public Builder liveStreams(int most) {
            if (most < 1 || most > MOST_LIVE_STREAMS) {
                throw new IllegalArgumentException(
                        "liveStreams " + most + " is not allowed; use a number from 1 to " + MOST_LIVE_STREAMS);
            }
            this.liveStreams = most;
            return this;
        }

        /**
         * Sets how many requests a second each caller may send on average, of those that need a role; as many as in 2 s may
         * come at once. What is more is answered 429. Default: 200.
         *
         * @throws IllegalArgumentException if it is not from 1 to 1,000,000
         */
        public Builder requestsPerSecond(int most) {
            if (most < 1 || most > MOST_REQUESTS_PER_SECOND) {
                throw new IllegalArgumentException("requestsPerSecond " + most
                        + " is not allowed; use a number from 1 to " + MOST_REQUESTS_PER_SECOND);
            }
            this.requestsPerSecond = most;
            return this;
        }

        /**
         * Sets under which origins people reach this server besides the {@code Host} of their requests, as behind a proxy
         * that changes it. They count where a host's own sign-in lets people change something. Default: none.
         *
         * @param origins as in {@code https://status.example.com}
         * @throws IllegalArgumentException if one is no origin
         */
        public Builder origins(String... origins) {
            this.origins = Stream.of(origins).map(Builder::origin).collect(Collectors.toUnmodifiableSet());
            return this;
        }

        private static WebOrigin origin(String text) {
            return WebOrigin.parse(text)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "origins: \"" + PlainText.of(text) + "\" is not allowed; use " + WebOrigin.ALLOWED));
        }

        /**
         * Reads {@code server.basePath}, {@code server.liveStreams}, {@code server.requestsPerSecond},
         * {@code server.origins}, {@code security.cronSecret} and {@code security.tokens}; what is not there, or is blank,
         * stays as it is.
         *
         * @throws io.healthmon.settings.SettingException if one cannot be used
         */
        public Builder settings(Settings root) {
            HandlerSettings.apply(root, this);
            return this;
        }

        /** Returns the handler. */
        public HealthHandler build() {
            Secret secret = cronSecret;
            if (secret != null) {
                monitor.keepSecret(() -> List.of(secret));
            }
            if (authenticator instanceof SecretHolder tokens) {
                monitor.keepSecret(tokens);
            }
            return new HealthHandler(this);
        }

        private Gate gate() {
            Pace pace = Pace.perSecond(requestsPerSecond, SECONDS_AT_ONCE);
            return new Gate(authenticator, new CrossSiteGuard(origins), pace, monitor.clock(), monitor.redactor());
        }

        private List<Route> routes(LiveRoutes live) {
            BlockingCalls blocking = new BlockingCalls();
            StoreCalls stores = new StoreCalls();
            List<Route> routes = new ArrayList<>(new HealthRoutes(monitor).routes());
            routes.addAll(live.routes());
            routes.addAll(stores.limit(new AdministrationRoutes(monitor).routes()));
            ManualChecks manual = new ManualChecks(monitor, blocking, stores);
            routes.addAll(new IntegrationRoutes(monitor, manual).routes());
            routes.addAll(new ObservationRoutes(monitor).routes());
            routes.addAll(new ExplanationRoutes(monitor).routes());
            routes.addAll(new BadgeRoutes(monitor).routes());
            routes.addAll(stores.limit(new AdminRoutes(monitor, manual).routes()));
            Exports exports = new Exports(Exports.LONGEST, monitor.redactor());
            routes.addAll(stores.limit(new HistoryRoutes(monitor, exports).routes()));
            routes.addAll(stores.limit(new ReportRoutes(exports).routes()));
            routes.addAll(new HeartbeatRoutes(monitor).routes());
            routes.addAll(new MetricRoutes(monitor).routes());
            routes.addAll(new PageRoutes().routes());
            Secret secret = cronSecret;
            if (secret != null) {
                routes.addAll(stores.limit(new CronRoutes(monitor, blocking, secret).routes()));
            }
            routes.addAll(new OpenApiRoutes(routes).routes());
            return routes;
        }
    }
}
