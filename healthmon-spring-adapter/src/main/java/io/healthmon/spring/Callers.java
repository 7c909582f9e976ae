package io.healthmon.spring;

import io.healthmon.http.Authenticator;
import io.healthmon.http.BearerTokens;
import io.healthmon.http.Role;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Decides who finds out who asks: the application's own bean, or the tokens and, beside them, Spring Security. */
final class Callers {

    private static final boolean SPRING_SECURITY =
            ClassUtils.isPresent("org.springframework.security.core.Authentication", Callers.class.getClassLoader());

    private static final Map<Role, String> DEFAULTS =
            Map.of(Role.VIEWER, "monitoring:read", Role.OPERATOR, "monitoring:operate", Role.ADMIN, "monitoring:admin");

    private Callers() {}

    /**
     * Returns the authenticator of an application.
     *
     * @param bean the application's own, or null
     * @throws SettingException if settings say something of callers that does not count
     */
    static Authenticator of(@Nullable Authenticator bean, Settings root) {
        Settings security = root.group("security");
        if (bean != null) {
            refuse(
                    security,
                    "tokens",
                    "stands beside a bean of the type Authenticator, which decides alone; keep one of the two");
            refuse(
                    security,
                    "authorities",
                    "stands beside a bean of the type Authenticator, which decides alone; keep one of the two");
            return bean;
        }
        BearerTokens tokens = BearerTokens.of(root);
        if (!SPRING_SECURITY) {
            refuse(security, "authorities", "needs Spring Security, which is not there; add it, or use \"tokens\"");
            return tokens;
        }
        return tokens.or(new AuthorityAuthenticator(authorities(security.group("authorities"))));
    }

    private static void refuse(Settings security, String name, String why) {
        if (security.has(name)) {
            throw new SettingException(security.path(name), why);
        }
    }

    /** Reads which authorities stand for each role; an empty list leaves a role to nobody. */
    private static Map<Role, Set<String>> authorities(Settings settings) {
        Map<Role, Set<String>> authorities = new EnumMap<>(Role.class);
        DEFAULTS.forEach((role, usual) -> {
            String name = role.label();
            authorities.put(
                    role,
                    settings.has(name)
                            ? settings.texts(name).stream()
                                    .map(String::trim)
                                    .filter(authority -> !authority.isEmpty())
                                    .collect(Collectors.toUnmodifiableSet())
                            : Set.of(usual));
        });
        return authorities;
    }
}
