package io.healthmon.check.network;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.egress.TargetGuard;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a Redis server, or one that speaks its protocol, for a sign of life: signs in if there is a password, and sends PING.
 *
 * <p>Each check opens a connection of its own and closes it again; nothing is read or written of the data. What Redis refuses is
 * told apart: degraded while it loads its data, is blocked by a script, has lost its master, cannot save, has no memory left
 * or does not allow PING; unknown when it wants a password and none is configured; down otherwise. Of an answer 1 KiB is read at
 * most. The response time covers everything from the connection to the last answer. The password is sent to the declared host
 * and port only. An interrupt ends it. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class RedisCheck implements HealthCheck.Movable, HealthCheck.Guardable, SecretHolder {

    private final RedisPlace place;
    private final @Nullable RedisLogin login;
    private final Tls tls;
    private final TargetGuard guard;

    private RedisCheck(RedisPlace place, @Nullable RedisLogin login, Tls tls, TargetGuard guard) {
        String misfit = login == null ? null : place.misfit(login.password());
        if (misfit != null) {
            throw new IllegalArgumentException("password " + misfit);
        }
        this.place = place;
        this.login = login;
        this.tls = tls;
        this.guard = guard;
    }

    /**
     * Returns a check of a server.
     *
     * @param address as in {@code redis://cache.example.com:6379}, or {@code rediss://} for TLS; the port is 6379 unless it is
     *     there, and a login such as {@code user:password@} may stand before the host
     * @throws IllegalArgumentException if it is no such address
     */
    public static RedisCheck of(String address) {
        RedisPlace.Address read = RedisPlace.parse(address);
        return new RedisCheck(read.place(), read.login(), Tls.ofTheJvm(), TargetGuard.none());
    }

    /**
     * Returns a check of a server, without TLS.
     *
     * @param host a name or an address, without a scheme
     * @param port from 1 to 65535
     * @throws IllegalArgumentException if one of them cannot be used
     */
    public static RedisCheck of(String host, int port) {
        RedisPlace place = new RedisPlace(new HostPort(host, port), false);
        return new RedisCheck(place, null, Tls.ofTheJvm(), TargetGuard.none());
    }

    /** Returns this check with a handshake by TLS at the beginning. Default: as the address says. */
    public RedisCheck tls() {
        return new RedisCheck(new RedisPlace(place.target(), true), login, tls, guard);
    }

    /** Returns this check with the password of the default user. Default: that of the address, or none. */
    public RedisCheck password(Secret password) {
        return login(null, password);
    }

    /**
     * Returns this check with a login. Default: that of the address, or none.
     *
     * @param user the user, or null for the default one, as servers before version 6 need it
     * @throws IllegalArgumentException if the password is blank, or bound to other hosts
     */
    public RedisCheck login(@Nullable String user, Secret password) {
        if (password.isBlank()) {
            throw new IllegalArgumentException("password is blank; set it, or leave out the login");
        }
        return new RedisCheck(place, new RedisLogin(user, password), tls, guard);
    }

    /**
     * Returns this check with a file of the certificates to trust, in PKCS12 or JKS format, which is read now. Default:
     * those that the JVM trusts.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public RedisCheck truststore(Path file, @Nullable Secret password) {
        return new RedisCheck(place, login, Tls.trusting(file, password), guard);
    }

    /**
     * Makes a check from the settings {@code url}, or {@code host}, {@code port} (default: 6379) and {@code tls} (default:
     * false); {@code user}, {@code password}, {@code truststore} and {@code truststorePassword}; blank ones count as not set.
     *
     * @param settings the integration's settings
     * @param integration the integration to be; its endpoint becomes the address without a login
     * @throws SettingException if one cannot be used
     */
    public static RedisCheck from(Settings settings, IntegrationBuilder integration) {
        RedisCheck check = RedisSettings.check(settings);
        integration.endpoint(check.toString());
        return check;
    }

    static RedisCheck of(RedisPlace.Address address, Tls tls) {
        return new RedisCheck(address.place(), address.login(), tls, TargetGuard.none());
    }

    /**
     * Returns a check of another address or {@code host:port}; without a port or a scheme, of the same one. With a login only
     * of the same host and port, and not in the clear what is declared by TLS.
     */
    @Override
    public RedisCheck withEndpoint(String endpoint) {
        RedisPlace edited = place.edited(endpoint);
        if (login != null && !edited.mayHaveLoginOf(place)) {
            throw new IllegalArgumentException(
                    "the login is bound to " + place + "; another server has to be declared with a login of its own");
        }
        return new RedisCheck(edited, login, tls, guard);
    }

    @Override
    public String target() {
        return place.target().host();
    }

    @Override
    public RedisCheck guardedBy(TargetGuard guard) {
        guard.requireAllowed(target());
        return new RedisCheck(place, login, tls, guard);
    }

    @Override
    public CheckResult check(CheckContext context) throws Exception {
        Stopwatch sinceStart = Stopwatch.started();
        try (Connector.Opened opened = Connector.open(place.target(), guard, sinceStart, context.timeout())) {
            return new RedisRun(place, login, tls, context, sinceStart).over(opened);
        } catch (IOException failed) {
            return Connector.result(failed, place.target(), context.timeout());
        }
    }

    @Override
    public List<Secret> secrets() {
        return login == null ? List.of() : List.of(login.password());
    }

    /** Returns the address without the login. */
    @Override
    public String toString() {
        return place.toString();
    }
}
