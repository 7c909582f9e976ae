package io.healthmon.provider.google;

import io.healthmon.check.CheckContext;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.BoundedWait;
import io.healthmon.secret.Secret;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The access token of a grant, shared by all checks that have it: refreshed by one run while the others wait for it, and
 * not again before 80 % of its lifetime are over, or Google refuses it. Forgotten with the last check that uses it.
 *
 * <p>Whoever waits does so for as long as its own time limit says. A request that somebody waited for in vain is joined by
 * no other run: the next one sends another, so that two are under way at most, and what comes of the first answer is told to
 * all. Who has time left when a request ends by its limit asks again.
 *
 * <p>A refresh that failed is not tried again for 3 s or as long as the token service wants to be left alone, and for 50 s
 * where waiting alone does not help; the token that is there is used as long as it is good. One that Google refused is
 * replaced, but none before it is 50 s old. Safe for use by multiple threads.
 */
final class SharedTokens implements TokenSource {

    private static final Map<Grant, WeakReference<SharedTokens>> KNOWN = new HashMap<>();

    /** How many requests are under way at most. */
    private static final int MOST = 2;

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Grant grant;
    private final KeptToken kept = new KeptToken();

    /** The requests that are under way, the oldest first. */
    private final List<TokenRequest> open = new ArrayList<>();

    private SharedTokens(Grant grant) {
        this.grant = grant;
    }

    /** Returns the tokens of a grant, which all that ask for an equal one share. */
    static SharedTokens of(Grant grant) {
        synchronized (KNOWN) {
            KNOWN.values().removeIf(reference -> reference.get() == null);
            WeakReference<SharedTokens> reference = KNOWN.get(grant);
            SharedTokens known = reference == null ? null : reference.get();
            if (known == null) {
                known = new SharedTokens(grant);
                KNOWN.put(grant, new WeakReference<>(known));
            }
            return known;
        }
    }

    @Override
    public List<Secret> secrets() {
        return grant.secrets();
    }

    @Override
    public TokenSource guardedBy(TargetGuard guard) {
        return of(grant.guardedBy(guard));
    }

    @Override
    public synchronized void refused(Secret token) {
        kept.refuse(token);
    }

    @Override
    public CompletableFuture<TokenState> ask(CheckContext context) {
        boolean good;
        synchronized (this) {
            good = kept.good(context.now());
        }
        return ask(TokenAsker.of(context, good));
    }

    private CompletableFuture<TokenState> ask(TokenAsker asker) {
        TokenRequest request;
        boolean joined;
        synchronized (this) {
            Optional<TokenState> known = kept.known(asker.now());
            if (known.isPresent()) {
                return CompletableFuture.completedFuture(known.get());
            }
            Optional<TokenRequest> other = underWay();
            joined = other.isPresent();
            request = other.orElseGet(() -> new TokenRequest(asker.left()));
            if (!joined) {
                open.add(request);
            }
        }
        if (joined) {
            return BoundedWait.of(request.end(), asker.left())
                    .thenCompose(
                            end -> end.map(ended -> told(ended, asker, false)).orElseGet(() -> inVain(request, asker)));
        }
        send(request, asker);
        boolean whole = request.limit().equals(asker.patience());
        return request.end().thenCompose(ended -> told(ended, asker, whole));
    }

    /** Returns a request that may be waited for; empty when it is time to send one. */
    private Optional<TokenRequest> underWay() {
        return open.stream()
                .filter(request -> !request.doubted())
                .findFirst()
                .or(() -> open.size() < MOST ? Optional.empty() : Optional.of(open.get(open.size() - 1)));
    }

    private void send(TokenRequest request, TokenAsker asker) {
        CompletableFuture<Grant.Outcome> outcome;
        try {
            outcome = grant.ask(asker.context(request.limit()));
        } catch (RuntimeException | Error broken) {
            outcome = CompletableFuture.failedFuture(broken);
        }
        var unused = outcome.whenComplete((answered, broken) -> end(request, request.ended(answered, broken)));
    }

    private void end(TokenRequest request, TokenRequest.Ended ended) {
        List<TokenRequest> helped;
        Grant.Outcome outcome = ended.outcome();
        synchronized (this) {
            open.remove(request);
            if (outcome != null && !ended.late()) {
                kept.note(outcome);
            }
            helped = outcome != null && outcome.issued() != null ? List.copyOf(open) : List.of();
            // why: what they still end with is nothing that anybody would wait for.
            open.removeAll(helped);
        }
        request.end().complete(ended);
        helped.forEach(other -> other.end().complete(ended));
    }

    /**
     * Returns what the end of a request means to somebody who waited.
     *
     * @param whole whether its limit was all the time that there was, so that it can tell of that
     */
    private CompletableFuture<TokenState> told(TokenRequest.Ended ended, TokenAsker asker, boolean whole) {
        Grant.Outcome outcome = ended.outcome();
        if (outcome == null) {
            return CompletableFuture.failedFuture(Objects.requireNonNull(ended.broken(), "broken"));
        }
        if (!ended.late() || whole) {
            synchronized (this) {
                return CompletableFuture.completedFuture(kept.after(outcome, asker.now()));
            }
        }
        TokenAsker again = asker.again();
        return again.left().compareTo(SHORTEST) < 0 ? timeOver(asker) : ask(again);
    }

    private CompletableFuture<TokenState> inVain(TokenRequest request, TokenAsker asker) {
        request.doubt();
        return timeOver(asker);
    }

    private synchronized CompletableFuture<TokenState> timeOver(TokenAsker asker) {
        return CompletableFuture.completedFuture(kept.withToken(asker.now(), asker.timeOver()));
    }
}
