package io.healthmon.http;

import io.healthmon.http.TokenBucket.Pace;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests in, or says why not: who asks, how often, with which role, of what, and whether he knows of it.
 *
 * <p>Where anybody may come nobody is counted: such routes are for probes, and answered from memory.
 */
final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    /** How often each caller may have checks run and alerts sent by hand: 30 times a minute. */
    private static final Pace BY_HAND = Pace.perMinute(30);

    /** How often each address may come with a credential that nobody knows: 60 times a minute. */
    private static final Pace FAILURES = Pace.perMinute(60);

    private final Authenticator authenticator;
    private final CrossSiteGuard crossSite;
    private final Redactor redactor;
    private final RateLimit requests;
    private final RateLimit byHand;
    private final RateLimit failures;

    /**
     * Makes a gate.
     *
     * @param pace how often each caller may come
     */
    Gate(Authenticator authenticator, CrossSiteGuard crossSite, Pace pace, InstantSource clock, Redactor redactor) {
        this.authenticator = authenticator;
        this.crossSite = crossSite;
        this.redactor = redactor;
        this.requests = new RateLimit(pace, clock);
        this.byHand = new RateLimit(BY_HAND, clock);
        this.failures = new RateLimit(FAILURES, clock);
    }

    /** Keeps out who may not take the route; where anybody may, nobody is asked for before the answer needs to know. */
    Supplier<Optional<Caller>> admit(ApiRequest request, Route route) {
        if (route.needed() == null) {
            return () -> callerIfAny(request);
        }
        Caller caller = admit(authenticator.authenticate(request), route);
        crossSite.enforce(request);
        if (route.isByHand()) {
            enforce(byHand, caller, "Checks and tests can be run by hand 30 times a minute.");
        }
        Optional<Caller> admitted = Optional.of(caller);
        return () -> admitted;
    }

    /** Lets somebody in who is known already, or whom nobody knows. */
    Caller admit(Optional<Caller> asking, Route route) {
        Caller caller =
                asking.orElseThrow(() -> ProblemException.unauthorized("Send a known token as a bearer token."));
        enforce(requests, caller, "These are more requests a second than one caller may send.");
        if (route.needed() != null && !caller.role().includes(route.needed())) {
            throw ProblemException.forbidden(route.needed());
        }
        if (!route.isScoped() && !Scope.of(caller).isWhole()) {
            throw ProblemException.forbidden(
                    "This belongs to the whole application; you see what belongs to one owner.");
        }
        return caller;
    }

    /** Lets the handshake of a socket in, by a ticket or as any request. */
    Caller admitSocket(ApiRequest handshake, LiveRoutes live) {
        Optional<Caller> bearer = live.ticketHolder(handshake);
        if (bearer.isEmpty() && BearerTokens.in(handshake).isEmpty() && crossSite.comesFromElsewhere(handshake)) {
            throw ProblemException.crossOrigin();
        }
        return admit(bearer.isPresent() ? bearer : authenticator.authenticate(handshake), LiveRoutes.SOCKET);
    }

    /**
     * Returns the problem that a request ends with: of an address that keeps coming with credentials that nobody knows, not
     * that these are wrong, but that it is to wait. Right ones are let in all the while, for behind a proxy a whole company
     * may have one address, and a stranger there must not be able to lock out the others.
     */
    ProblemException afterwards(ApiRequest request, ProblemException problem) {
        if (!problem.isUnauthorized() || request.headers().all("Authorization").isEmpty()) {
            return problem;
        }
        Duration wait =
                failures.tryOnce(RemoteAddress.network(request.connection().remoteAddress()));
        return wait.isZero()
                ? problem
                : tooMany("There were too many requests with wrong credentials from this address.", wait);
    }

    /**
     * Returns the caller where nobody is kept out: an authenticator that fails must not take /health away. From an address of
     * too many wrong credentials nobody is known here, lest the answer tell which one is right.
     */
    private Optional<Caller> callerIfAny(ApiRequest request) {
        try {
            Optional<Caller> caller = authenticator.authenticate(request);
            return isGuess(request, caller.isEmpty()) ? Optional.empty() : caller;
        } catch (RuntimeException failing) {
            LOG.warn(
                    "{} - the authenticator failed, the caller counts as anonymous",
                    PlainText.of(request, redactor),
                    RedactedFailure.of(failing, redactor));
            return Optional.empty();
        }
    }

    private boolean isGuess(ApiRequest request, boolean wrong) {
        if (request.headers().all("Authorization").isEmpty()) {
            return false;
        }
        String network = RemoteAddress.network(request.connection().remoteAddress());
        return wrong
                ? !failures.tryOnce(network).isZero()
                : !failures.wait(network).isZero();
    }

    private static void enforce(RateLimit limit, Caller caller, String detail) {
        Duration wait = limit.tryOnce(String.valueOf(caller.owner()) + "\n" + caller.name());
        if (!wait.isZero()) {
            throw tooMany(detail, wait);
        }
    }

    private static ProblemException tooMany(String detail, Duration wait) {
        return ProblemException.tooManyRequests(
                detail, wait.plusNanos(999_999_999).toSeconds());
    }
}
