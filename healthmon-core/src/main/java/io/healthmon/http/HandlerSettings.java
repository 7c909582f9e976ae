package io.healthmon.http;

import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a handler's settings. */
final class HandlerSettings {

    private HandlerSettings() {}

    static void apply(Settings root, HealthHandler.Builder builder) {
        Settings server = root.group("server");
        server.text("basePath").ifPresent(path -> {
            try {
                builder.basePath(path);
            } catch (IllegalArgumentException notAllowed) {
                throw server.wrong("basePath", "\"\" or a path as in \"/ops/health\"");
            }
        });
        server.number("liveStreams", 1, HealthHandler.Builder.MOST_LIVE_STREAMS)
                .ifPresent(most -> builder.liveStreams((int) most));
        server.number("requestsPerSecond", 1, HealthHandler.Builder.MOST_REQUESTS_PER_SECOND)
                .ifPresent(most -> builder.requestsPerSecond((int) most));
        if (server.has("origins")) {
            builder.origins(origins(server));
        }
        Settings security = root.group("security");
        security.secret("cronSecret").ifPresent(builder::cronSecret);
        if (security.has("tokens")) {
            builder.authenticator(tokens(security));
        }
    }

    private static String[] origins(Settings server) {
        List<String> origins = server.texts("origins");
        for (String origin : origins) {
            if (WebOrigin.parse(origin).isEmpty()) {
                throw server.wrongText("origins", origin, WebOrigin.ALLOWED);
            }
        }
        return origins.toArray(String[]::new);
    }

    static BearerTokens tokens(Settings security) {
        BearerTokens tokens = BearerTokens.none();
        for (Settings token : security.groups("tokens")) {
            Role role = role(token);
            String name = token.text("name").filter(text -> !text.isBlank()).orElseGet(role::label);
            Optional<Secret> secret = token.secret("token");
            token.has("owner"); // known, though the token be blank
            if (secret.isPresent()) {
                tokens = with(tokens, secret.get(), bearer(name, role, token), token);
            }
        }
        return tokens;
    }

    /** Reads a role; a message never shows what stands there, since that may be the token put into the wrong place. */
    private static Role role(Settings token) {
        String text = token.text("role").orElseThrow(() -> token.missing("role"));
        return Stream.of(Role.values())
                .filter(role -> role != Role.NONE)
                .filter(role -> role.label().equalsIgnoreCase(text.trim()))
                .findFirst()
                .orElseThrow(() -> new SettingException(
                        token.path("role"),
                        "its value is not allowed; use one of "
                                + Stream.of(Role.values())
                                        .filter(role -> role != Role.NONE)
                                        .map(Role::label)
                                        .collect(Collectors.joining(", "))));
    }

    /** Makes the bearer; a blank owner is refused, since to leave it out would show everything to somebody. */
    private static Caller bearer(String name, Role role, Settings token) {
        try {
            return new Caller(name, role, token.text("owner").map(String::trim).orElse(null));
        } catch (IllegalArgumentException notAllowed) {
            throw new SettingException(token.path("owner"), String.valueOf(notAllowed.getMessage()));
        }
    }

    private static BearerTokens with(BearerTokens tokens, Secret secret, Caller bearer, Settings settings) {
        try {
            return tokens.with(secret, bearer);
        } catch (IllegalArgumentException again) {
            throw new SettingException(settings.path("token"), String.valueOf(again.getMessage()));
        }
    }
}
