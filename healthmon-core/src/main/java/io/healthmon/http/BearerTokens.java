package io.healthmon.http;

import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import io.healthmon.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Knows callers by the token in {@code Authorization: Bearer <token>}.
 *
 * <p>Digests of the tokens are compared, every one of them in constant time whichever fits; the tokens themselves are kept
 * only for the redactor of the monitor. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class BearerTokens implements Authenticator, SecretHolder {

    private static final BearerTokens NONE = new BearerTokens(List.of());
    private static final String SCHEME = "Bearer ";

    private final List<Known> tokens;

    private BearerTokens(List<Known> tokens) {
        this.tokens = tokens;
    }

    /** Returns the authenticator without a token: it knows nobody. */
    public static BearerTokens none() {
        return NONE;
    }

    /**
     * Returns the tokens of {@code security.tokens} of a configuration; without any, {@link #none}.
     *
     * @throws io.healthmon.settings.SettingException if one cannot be used
     */
    public static BearerTokens of(Settings root) {
        return HandlerSettings.tokens(root.group("security"));
    }

    /**
     * Returns an authenticator that knows one more token. A blank token counts as not configured and is left out.
     *
     * @param token the token
     * @param role what its bearer may do
     * @param name the bearer's name for logs
     * @throws IllegalArgumentException if the token is known already
     */
    public BearerTokens with(Secret token, Role role, String name) {
        return with(token, new Caller(name, role));
    }

    /**
     * Returns an authenticator that knows one more token. A blank token counts as not configured and is left out.
     *
     * @param token the token
     * @param bearer who has it
     * @throws IllegalArgumentException if the token is known already
     */
    public BearerTokens with(Secret token, Caller bearer) {
        if (token.isBlank()) {
            return this;
        }
        TokenDigest digest = TokenDigest.of(token);
        for (Known known : tokens) {
            if (known.digest.matches(digest)) {
                throw new IllegalArgumentException("the token of \"" + bearer.name() + "\" is also that of \""
                        + known.caller.name() + "\"; give each a token of its own");
            }
        }
        List<Known> more = new ArrayList<>(tokens);
        more.add(new Known(token, digest, bearer));
        return new BearerTokens(List.copyOf(more));
    }

    @Override
    public Optional<Caller> authenticate(ApiRequest request) {
        return tokens.isEmpty() ? Optional.empty() : of(request).flatMap(this::find);
    }

    @Override
    public Collection<Secret> secrets() {
        return tokens.stream().map(Known::token).toList();
    }

    /** Returns the digest of the bearer token that a request carries, if it carries exactly one. */
    static Optional<TokenDigest> of(ApiRequest request) {
        return in(request).map(Secret::reveal).map(TokenDigest::of);
    }

    /** Returns the bearer token that a request carries, if it carries exactly one. */
    static Optional<Secret> in(ApiRequest request) {
        return request.headers()
                .single("Authorization")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip())
                .filter(token -> !token.isEmpty())
                .map(Secret::of);
    }

    private Optional<Caller> find(TokenDigest token) {
        Caller found = null;
        for (Known known : tokens) {
            if (known.digest.matches(token)) {
                found = known.caller;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Returns how many tokens there are, and none of them. */
    @Override
    public String toString() {
        return "BearerTokens[" + tokens.size() + "]";
    }

    private record Known(Secret token, TokenDigest digest, Caller caller) {}
}
