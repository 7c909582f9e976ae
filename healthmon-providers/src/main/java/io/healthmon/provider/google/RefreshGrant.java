package io.healthmon.provider.google;

import io.healthmon.check.CheckContext;
import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A user's consent, after RFC 6749, section 6. */
record RefreshGrant(TokenService service, Secret clientId, Secret clientSecret, Secret refreshToken) implements Grant {

    @Override
    public CompletableFuture<Outcome> ask(CheckContext context) {
        Map<String, Secret> fields = new LinkedHashMap<>();
        fields.put("client_id", clientId);
        fields.put("client_secret", clientSecret);
        fields.put("refresh_token", refreshToken);
        return service.ask(context, new TokenService.Request("refresh_token", fields, TokenErrors.TABLE));
    }

    @Override
    public List<Secret> secrets() {
        return List.of(clientId, clientSecret, refreshToken);
    }

    @Override
    public RefreshGrant guardedBy(TargetGuard guard) {
        return new RefreshGrant(service.guardedBy(guard), clientId, clientSecret, refreshToken);
    }

    /** Returns nothing of what it holds. */
    @Override
    public String toString() {
        return "grant of a refresh token, " + service.route();
    }
}
