package io.healthmon.http;

import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Two that know different callers; the first is asked first. */
record EitherAuthenticator(Authenticator first, Authenticator second) implements Authenticator, SecretHolder {

    @Override
    public Optional<Caller> authenticate(ApiRequest request) {
        return first.authenticate(request).or(() -> second.authenticate(request));
    }

    @Override
    public Collection<Secret> secrets() {
        List<Secret> both = new ArrayList<>();
        for (Authenticator each : List.of(first, second)) {
            if (each instanceof SecretHolder holder) {
                both.addAll(holder.secrets());
            }
        }
        return both;
    }
}
