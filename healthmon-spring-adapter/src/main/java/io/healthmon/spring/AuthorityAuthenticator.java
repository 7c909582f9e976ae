package io.healthmon.spring;

import io.healthmon.http.ApiRequest;
import io.healthmon.http.Authenticator;
import io.healthmon.http.Caller;
import io.healthmon.http.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Knows callers as the application's Spring Security does: whoever is signed in there has the highest role that one of his
 * authorities stands for, and none if none does.
 */
final class AuthorityAuthenticator implements Authenticator {

    private static final String ROLE_PREFIX = "ROLE_";
    private static final List<Role> HIGHEST_FIRST = List.of(Role.ADMIN, Role.OPERATOR, Role.VIEWER);

    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();
    private final Map<Role, Set<String>> authorities;

    /**
     * Makes an authenticator.
     *
     * @param authorities which authorities stand for a role; with or without {@code ROLE_} before them
     */
    AuthorityAuthenticator(Map<Role, Set<String>> authorities) {
        this.authorities = Map.copyOf(authorities);
    }

    @Override
    public Optional<Caller> authenticate(ApiRequest request) {
        if (!(request.connection().principal() instanceof Authentication asking)
                || !asking.isAuthenticated()
                || trust.isAnonymous(asking)) {
            return Optional.empty();
        }
        return Optional.of(new Caller(asking.getName(), role(asking)));
    }

    private Role role(Authentication asking) {
        Set<String> granted = asking.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .map(String::valueOf)
                .collect(Collectors.toSet());
        return HIGHEST_FIRST.stream()
                .filter(role -> authorities.getOrDefault(role, Set.of()).stream()
                        .anyMatch(name -> granted.contains(name) || granted.contains(ROLE_PREFIX + name)))
                .findFirst()
                .orElse(Role.NONE);
    }
}
