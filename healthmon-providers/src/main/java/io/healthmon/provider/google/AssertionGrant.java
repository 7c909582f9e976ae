package io.healthmon.provider.google;

import io.healthmon.check.CheckContext;
import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A service account's word that it is itself, after RFC 7523.
 *
 * @param subject the address of the user for whom it acts; null for itself
 * @param scopes what it asks for, by their short names
 */
record AssertionGrant(
        TokenService service,
        ServiceAccountKey key,
        @Nullable String subject,
        Set<String> scopes) implements Grant {

    private static final String TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    AssertionGrant {
        scopes = Set.copyOf(scopes);
    }

    /** Signs a word that is good for an hour, for this token service alone. */
    @Override
    public CompletableFuture<Outcome> ask(CheckContext context) {
        SortedSet<String> asked = new TreeSet<>();
        scopes.forEach(scope -> asked.add(ScopeNeeds.whole(scope)));
        Secret assertion = key.sign(subject, service.address(), asked, context.now());
        TokenService.Request request =
                new TokenService.Request(TYPE, Map.of("assertion", assertion), AssertionErrors.table(context.now()));
        return service.ask(context, request).thenApply(outcome -> outcome.orAllowing(asked));
    }

    @Override
    public List<Secret> secrets() {
        return key.secrets();
    }

    @Override
    public AssertionGrant guardedBy(TargetGuard guard) {
        return new AssertionGrant(service.guardedBy(guard), key, subject, scopes);
    }

    /** Returns nothing of what it holds. */
    @Override
    public String toString() {
        return "grant of a service account, " + service.route();
    }
}
