package io.healthmon.check.network;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import java.util.Collection;
import java.util.List;

/**
 * Brings the types {@code tcp}, {@code tls}, {@code dns}, {@code smtp}, {@code jdbc} and {@code redis}. Made by
 * {@link java.util.ServiceLoader}.
 *
 * @since 0.1
 */
public final class NetworkChecks implements HealthCheckProvider {

    /** Makes the provider. */
    public NetworkChecks() {}

    @Override
    public Collection<CheckType> types() {
        return List.of(
                new CheckType("tcp", TcpCheck::from),
                new CheckType("tls", TlsCheck::from),
                new CheckType("dns", DnsCheck::from),
                new CheckType("smtp", SmtpCheck::from),
                new CheckType("jdbc", JdbcCheck::from),
                new CheckType("redis", RedisCheck::from));
    }
}
