package io.healthmon.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps pages of other sites from doing something in the name of a person who is signed in to the host: a browser sends
 * cookies, certificates and passwords that it knows with requests of any page, but a bearer token with those of none.
 *
 * @param origins where pages come from besides the {@code Host} of the request, as where a proxy changes that
 */
record CrossSiteGuard(Set<WebOrigin> origins) {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OF_THE_SAME_PAGE = Set.of("same-origin", "none");

    CrossSiteGuard {
        origins = Set.copyOf(origins);
    }

    /** Refuses a request that changes something, if a page of another site may have sent it. */
    void enforce(ApiRequest request) {
        if (SAFE_METHODS.contains(request.method()) || BearerTokens.in(request).isPresent()) {
            return;
        }
        if (comesFromElsewhere(request)) {
            throw ProblemException.forbidden("A page of another site may not do this in your name.");
        }
        boolean unsaid = request.headers().all("Sec-Fetch-Site").isEmpty()
                && request.headers().all("Origin").isEmpty();
        if (unsaid && !carriesWhatNoFormSends(request)) {
            throw ProblemException.forbidden("It does not show that no page of another site has sent this: send"
                    + " Content-Type: application/json, any X-Requested-With, or a bearer token.");
        }
    }

    /** Returns whether the browser says that the request comes from a page of another origin, or nothing certain. */
    boolean comesFromElsewhere(ApiRequest request) {
        List<String> sites = request.headers().all("Sec-Fetch-Site");
        boolean elsewhere = sites.stream()
                .anyMatch(site -> !OF_THE_SAME_PAGE.contains(site.trim().toLowerCase(Locale.ROOT)));
        return elsewhere || sites.size() > 1 || isOfAnotherOrigin(request);
    }

    private boolean isOfAnotherOrigin(ApiRequest request) {
        List<String> named = request.headers().all("Origin");
        if (named.isEmpty()) {
            return false;
        }
        Optional<WebOrigin> origin = named.size() > 1 ? Optional.empty() : WebOrigin.parse(named.get(0));
        Optional<String> host = request.headers().single("Host");
        boolean own = origin.isPresent()
                && (origins.contains(origin.get())
                        || host.filter(origin.get()::isOf).isPresent());
        return !own;
    }

    /** Returns whether a browser would have had to ask this server first, which allows it to nobody. */
    private static boolean carriesWhatNoFormSends(ApiRequest request) {
        return RequestBodies.isJson(request)
                || !request.headers().all("X-Requested-With").isEmpty();
    }
}
