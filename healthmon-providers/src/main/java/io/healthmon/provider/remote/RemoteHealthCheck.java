package io.healthmon.provider.remote;

import io.healthmon.check.HealthCheck;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.provider.http.HttpCheckBuilder;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.Credential;
import io.healthmon.provider.service.CredentialSetting;
import io.healthmon.secret.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds checks of another application by what it says of its own health.
 *
 * <pre>{@code
 * monitor.add(
 *         Integration.named("CRM Platform").build(),
 *         RemoteHealthCheck.get("https://crm.example.com/health"));
 * }</pre>
 *
 * <p>Reads the {@code /health} of a healthmon, of Spring Boot Actuator and {@code application/health+json}; which of them
 * is seen by itself. The application is as it says: what it calls down is down, degraded or warn degraded, unknown unknown.
 * The body counts, not the status beside it, so that a failing body with 200 is not healthy, and one that can be read with
 * 503 is heard. Healthy with a part that fails is degraded, but for a healthmon, which weighs its parts. The message names at
 * most 5 parts that are ill; the details hold at most 20 as {@code part.<name>}, worst first, their number as {@code parts}
 * and the form as {@code format}. An answer that cannot be understood is degraded. At most 512 KiB are read. Not safe for
 * use by multiple threads; the checks are.
 *
 * @since 0.1
 */
public final class RemoteHealthCheck {

    static final CredentialSetting TOKEN = new CredentialSetting("token", "token", "REMOTE_HEALTH_TOKEN");

    private final String url;
    private Route route = Route.direct();
    private @Nullable Credential token;
    private @Nullable RemoteFormat format;

    private RemoteHealthCheck(String url) {
        this.url = url;
    }

    /**
     * Returns a check of an address without a credential.
     *
     * @param url the address of the health, such as {@code https://crm.example.com/health}
     * @throws IllegalArgumentException if it does not begin with {@code http://} or {@code https://}
     */
    public static HealthCheck get(String url) {
        return to(url).build();
    }

    /**
     * Begins a check of an address.
     *
     * @param url the address of the health, such as {@code https://crm.example.com/actuator/health}
     * @throws IllegalArgumentException if it does not begin with {@code http://} or {@code https://}
     */
    public static RemoteHealthCheck to(String url) {
        HttpCheck.to(url);
        return new RemoteHealthCheck(url);
    }

    /**
     * Sets the bearer token by which the application shows its parts; one that is blank counts as none. It is bound to the
     * host and port of the address. If not set, none is sent.
     *
     * @throws IllegalArgumentException if it holds white space, which no token has
     */
    public RemoteHealthCheck token(Secret token) {
        return token(Credential.of(TOKEN, token));
    }

    RemoteHealthCheck token(Credential credential) {
        this.token = credential;
        return this;
    }

    /** Sets the form that the answer has to have. If not set, it is seen by content type and shape. */
    public RemoteHealthCheck format(RemoteFormat form) {
        this.format = form;
        return this;
    }

    /**
     * Sets proxy, keys and certificates. If not set, the JVM's.
     *
     * @throws IllegalArgumentException if the route leads to an address, as the check has its own
     */
    public RemoteHealthCheck via(Route way) {
        this.route = way.withoutAddress();
        return this;
    }

    /**
     * Returns the check; this builder may be used on.
     *
     * @throws IllegalArgumentException if the token would be sent in the clear, to another host than this machine or one with
     *     a name without a dot, or is bound to other hosts, or a key or trust store cannot be read
     */
    public HealthCheck build() {
        return http();
    }

    HttpCheck http() {
        RemoteFormat form = format == null ? RemoteFormat.HEALTHMON : format;
        Optional<Secret> bearer = token == null ? Optional.empty() : token.bearer();
        HttpCheckBuilder request = (bearer.isPresent() ? route.beginWithCredentialAt("url", url) : route.beginAt(url))
                .header("Accept", form.accept())
                .readBy(new RemoteReader(format));
        bearer.ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }
}
