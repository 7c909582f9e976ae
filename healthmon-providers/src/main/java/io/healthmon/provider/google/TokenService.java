package io.healthmon.provider.google;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.Credential;
import io.healthmon.provider.service.CredentialSetting;
import io.healthmon.provider.service.ErrorTable;
import io.healthmon.provider.service.Service;
import io.healthmon.provider.service.ServiceCheck;
import io.healthmon.provider.service.ServiceReader;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint of RFC 6749, section 3.2.
 *
 * @param credential by what tokens are asked for
 * @param route how to get there
 * @param guard judges where that is
 */
record TokenService(CredentialSetting credential, Route route, TargetGuard guard) {

    static final String URL = "https://oauth2.googleapis.com/token";

    /**
     * What is asked for.
     *
     * @param errors what its errors mean
     * @param fields what is sent beside the type of the grant, all of it secret
     */
    record Request(String grantType, Map<String, Secret> fields, ErrorTable errors) {

        private String form() {
            StringBuilder form = new StringBuilder("grant_type=").append(encoded(grantType));
            fields.forEach(
                    (name, value) -> form.append('&').append(name).append('=').append(encoded(value.reveal())));
            return form.toString();
        }

        private static String encoded(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    /**
     * Refuses a secret where it, or the access token that stands for it, would go to a host that it is not bound to. To
     * Google itself an access token may always go.
     *
     * @param hosts what the secret is bound to; null for none
     * @param service that the access token is for
     * @param way how to get to that
     */
    static void requireAllowed(
            CredentialSetting setting, @Nullable SecretHosts hosts, String tokenUrl, Service service, Route way) {
        requireAllowed(setting, hosts, URI.create(tokenUrl));
        URI api = URI.create(way.begin(service.home(), "").build().endpoint());
        // why: the access token stands for the secret, so it goes to nobody else either but Google itself.
        if (!api.resolve("/").equals(URI.create(service.home()).resolve("/"))) {
            requireAllowed(setting, hosts, api);
        }
    }

    private static void requireAllowed(CredentialSetting setting, @Nullable SecretHosts hosts, URI address) {
        if (hosts != null && !hosts.allow(address)) {
            throw new RefusedSettingException(
                    setting.name(),
                    setting.name() + " is bound to " + hosts + " and is not sent to " + address.getScheme() + "://"
                            + address.getRawAuthority() + "; use an address there, or add the host to the secret",
                    null);
        }
    }

    /** Returns the same where a guard lets it be asked, as {@link Grant#guardedBy} says. */
    TokenService guardedBy(TargetGuard other) {
        TokenService guarded = new TokenService(credential, route, other);
        try {
            guarded.post(new ServiceReader(service(), TokenErrors.TABLE, (answer, http) -> CheckResult.healthy()), "")
                    .close();
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("tokenUrl: " + refused.getMessage(), refused);
        }
        return guarded;
    }

    /** Returns its address, as it may be shown. */
    String address() {
        return route.begin(URL, "").build().endpoint();
    }

    /** Asks once for an access token, within the time limit of the run. */
    CompletableFuture<Grant.Outcome> ask(CheckContext context, Request request) {
        AtomicReference<Grant.@Nullable Issued> issued = new AtomicReference<>();
        Secret refreshToken = request.fields().get("refresh_token");
        ServiceReader reader = new ServiceReader(service(), request.errors(), (answer, http) -> {
            issued.set(Grant.Issued.read(answer, context.now(), refreshToken));
            return CheckResult.healthy();
        });
        Redactor redactor = Redactor.standard().with(request.fields().values());
        ServiceCheck post = post(reader, request.form());
        return post.checkAsync(context)
                .whenComplete((result, failure) -> post.close())
                .thenApply(result -> new Grant.Outcome(issued.get(), result.redactedBy(redactor), context.now()));
    }

    private ServiceCheck post(ServiceReader reader, String form) {
        ServiceCheck check = ServiceCheck.of(
                reader,
                Credential.of(credential, Secret.of("in-the-form")),
                route,
                "",
                post -> post.method("POST")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .body(form));
        return guard.isOpen() ? check : check.guardedBy(guard);
    }

    private Service service() {
        return new Service(
                "google-oauth",
                "Google's token service",
                URL,
                TokenErrors.OAUTH,
                GoogleErrors.STATUS_PAGE,
                Duration.ofHours(1),
                1,
                "to be allowed by the user or the administrator",
                credential,
                null);
    }
}
