package io.healthmon.provider.http;

import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.provider.tls.TlsSettings;
import io.healthmon.secret.Secret;
import io.healthmon.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How checks of a known service get there: to the service itself or to something that stands in for it, by which proxy,
 * and whom they trust.
 *
 * <p>Immutable: what looks like a setter returns another route. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class Route {

    /**
     * Where a credential may go in the clear: this machine, and names without a dot, which are of no public network. A host
     * that is one number is no name but an address, of whatever network.
     */
    private static final Pattern NEARBY = Pattern.compile(
            "(?i)(?!\\d+$|0x[0-9a-f]*$)[a-z0-9_-]+|[a-z0-9_.-]+\\.localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");

    private static final Route DIRECT = new Route(null, null, TlsSettings.DEFAULT);

    private final @Nullable String base;
    private final @Nullable ProxyAddress proxy;
    private final TlsSettings tls;

    private Route(@Nullable String base, @Nullable ProxyAddress proxy, TlsSettings tls) {
        this.base = base;
        this.proxy = proxy;
        this.tls = tls;
    }

    /** Returns the route to the service's own address, by the proxy of the JVM's settings, if any. */
    public static Route direct() {
        return DIRECT;
    }

    /**
     * Returns the route to an address in place of the service's own, such as that of a stand-in in tests. The credential is
     * bound to its host.
     *
     * @param baseUrl begins with {@code https://}; with {@code http://} only on this machine, or at a name without a dot
     * @throws IllegalArgumentException if it is no such address, or holds a user name, a query or a fragment
     */
    public static Route to(String baseUrl) {
        return DIRECT.elsewhere("baseUrl", baseUrl);
    }

    /**
     * Reads {@code baseUrl}, {@code proxy} and {@code tls}.
     *
     * @throws io.healthmon.settings.SettingException if one cannot be used
     */
    public static Route of(Settings settings) {
        Optional<String> base = settings.text("baseUrl").filter(text -> !text.isBlank());
        Route to = HttpSettings.refusedAt(
                settings, "baseUrl", () -> base.map(Route::to).orElse(DIRECT));
        Route way = wayOf(settings);
        return new Route(to.base, way.proxy, way.tls);
    }

    /**
     * Reads {@code proxy} and {@code tls} alone, for what has its address elsewhere.
     *
     * @throws io.healthmon.settings.SettingException if one cannot be used
     */
    public static Route wayOf(Settings settings) {
        ProxyAddress proxy = settings.text("proxy")
                .map(text -> HttpSettings.refusedAt(settings, "proxy", () -> ProxyAddress.parse(text)))
                .orElse(null);
        return new Route(null, proxy, TlsSettings.read(settings.group("tls")));
    }

    /**
     * Returns the same to another address, where a service has several; proxy, keys and certificates stay.
     *
     * @param setting the setting that holds the address, for messages
     * @param address as for {@link #to}
     * @throws IllegalArgumentException as {@link #to} does
     */
    public Route elsewhere(String setting, String address) {
        TargetAddress target = TargetAddress.parse(setting, address);
        URI uri = target.uri();
        if (target.userInfo() != null || uri.getRawQuery() != null || address.contains("#")) {
            throw new IllegalArgumentException(setting + " \"" + SafeAddress.origin(uri)
                    + "\" holds a user name, a query or a fragment; leave scheme, host, port and path");
        }
        requireSealed(setting, uri);
        return new Route(SafeAddress.of(uri).replaceFirst("/+$", ""), proxy, tls);
    }

    /**
     * Refuses what is no address that can be asked.
     *
     * @param setting the setting that holds the address, for messages
     * @throws IllegalArgumentException if it does not begin with {@code http://} or {@code https://}, or has no host
     */
    public static void requireAddress(String setting, String address) {
        TargetAddress.parse(setting, address);
    }

    private static void requireSealed(String setting, URI uri) {
        if (!SafeAddress.secure(uri) && !NEARBY.matcher(SafeAddress.host(uri)).matches()) {
            throw new RefusedSettingException(
                    setting,
                    setting + " \"" + SafeAddress.origin(uri)
                            + "\" would send the credential in the clear; begin with https://,"
                            + " or let a stand-in be on this machine (localhost) or at a name without a dot",
                    null);
        }
    }

    /**
     * Returns this for what has an address of its own, and takes only proxy and certificates of a route.
     *
     * @throws IllegalArgumentException if it leads to an address, which would not be looked at
     */
    public Route withoutAddress() {
        if (base != null) {
            throw new IllegalArgumentException(
                    "the route leads to " + base + ", but this has an address of its own; begin with Route.direct()");
        }
        return this;
    }

    /** Returns the same by a proxy. */
    public Route proxy(String host, int port) {
        return new Route(base, new ProxyAddress(host, port), tls);
    }

    /** Returns the same with the certificates in a file trusted, in PKCS12 or JKS format; read when a check is built. */
    public Route truststore(Path file, @Nullable Secret password) {
        return new Route(base, proxy, tls.withTruststore(file, password));
    }

    /** Returns the same with the key and certificate in a file shown to the server, in PKCS12 or JKS format. */
    public Route keystore(Path file, @Nullable Secret password) {
        return new Route(base, proxy, tls.withKeystore(file, password));
    }

    /**
     * Begins a check of an address that is not one of the service, such as that of a status page: by the same proxy, trusting
     * the same certificates, and showing none.
     *
     * @param url begins with {@code http://} or {@code https://}
     * @throws IllegalArgumentException if it is no such address
     */
    public HttpCheckBuilder beginAside(String url) {
        HttpCheckBuilder check =
                HttpCheck.to(url).tls(new TlsSettings(null, null, tls.truststore(), tls.truststorePassword()));
        return proxy == null ? check : check.proxy(proxy.host(), proxy.port());
    }

    /**
     * Begins a check of an address in place of any service's own; redirects are followed as {@link HttpCheck} does.
     *
     * @param url begins with {@code http://} or {@code https://}
     * @throws IllegalArgumentException if it is no such address
     */
    public HttpCheckBuilder beginAt(String url) {
        HttpCheckBuilder check = HttpCheck.to(url).tls(tls);
        return proxy == null ? check : check.proxy(proxy.host(), proxy.port());
    }

    /**
     * Begins such a check which sends a credential.
     *
     * @param setting the setting that holds the address, for messages
     * @throws IllegalArgumentException as {@link #beginAt} does, and where {@link #to} would send it in the clear
     */
    public HttpCheckBuilder beginWithCredentialAt(String setting, String url) {
        requireSealed(setting, TargetAddress.parse(setting, url).uri());
        return beginAt(url);
    }

    /**
     * Begins a check of an address of the service, which follows no redirect.
     *
     * @param home scheme and host of the service itself
     * @param path what comes behind them, with the query; begins with a slash
     */
    public HttpCheckBuilder begin(String home, String path) {
        HttpCheckBuilder check = HttpCheck.to((base == null ? home : base) + path)
                .redirects(RedirectPolicy.NEVER)
                .tls(tls);
        return proxy == null ? check : check.proxy(proxy.host(), proxy.port());
    }

    /** Returns whether it leads to the same address in the same way. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Route that
                && Objects.equals(base, that.base)
                && Objects.equals(proxy, that.proxy)
                && tls.equals(that.tls);
    }

    @Override
    public int hashCode() {
        return Objects.hash(base, proxy, tls);
    }

    /** Returns the address that takes the place of the service's own, if there is one. */
    @Override
    public String toString() {
        return base == null ? "direct" : "to " + base;
    }
}
