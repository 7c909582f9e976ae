package io.healthmon.check.network;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.Problem;
import io.healthmon.egress.RefusedTargetException;
import io.healthmon.egress.TargetGuard;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Looks a name up: healthy when there is a record of the kind asked for, and every value that is expected is among them.
 * That the name does not exist, has no such record, that the name server fails, refuses or is silent are told apart; where the
 * JVM itself looks up, it does not say which of them it is.
 *
 * <p>Addresses of version 4 are looked up as every program of this JVM does, with its cache and the machine's own file of
 * hosts, unless a server is given; all other records are asked for with the DNS client of the JDK, which tries twice.
 * Upper and lower case and a dot at the end make no difference; more values than expected do no harm. Immutable; safe for
 * use by multiple threads. The lookup of the JVM ignores interrupts, as the JDK has it.
 *
 * @since 0.1
 */
public final class DnsCheck implements HealthCheck.Movable, HealthCheck.Guardable {

    private static final int USUAL_PORT = 53;

    /** Nothing else may reach JNDI, to which colons and slashes mean another protocol. */
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}\\.?$)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");

    private final DnsClient client;
    private final DnsExpectation expected;

    private DnsCheck(DnsClient client, DnsExpectation expected) {
        this.client = client;
        this.expected = expected;
    }

    /**
     * Returns a check of the addresses of version 4 of a name.
     *
     * @throws IllegalArgumentException if it is no name
     */
    public static DnsCheck of(String host) {
        return new DnsCheck(new DnsClient(name(host), DnsRecord.A, null, TargetGuard.none()), DnsExpectation.ANY);
    }

    /** Returns this check for another kind of record. Default: {@link DnsRecord#A}. */
    public DnsCheck record(DnsRecord record) {
        return new DnsCheck(new DnsClient(client.host(), record, client.server(), client.guard()), expected);
    }

    /**
     * Returns this check with a name server to ask. Default: those of this machine.
     *
     * @param server a name or an address, with or without a port
     * @throws IllegalArgumentException if it is none
     */
    public DnsCheck server(String server) {
        HostPort place = HostPort.parse(server, USUAL_PORT);
        if (!place.host().contains(":")) {
            name(place.host());
        }
        return new DnsCheck(new DnsClient(client.host(), client.record(), place, client.guard()), expected);
    }

    /** Returns this check with values that all have to be there, at most 50; of a mail server with or without preference. */
    public DnsCheck expect(String... values) {
        return new DnsCheck(client, expected.withValues(Arrays.asList(values)));
    }

    /**
     * Returns this check with texts each of which has to stand in one of the values, at most 50. Upper and lower case differ
     * in records of texts alone.
     */
    public DnsCheck contains(String... parts) {
        return new DnsCheck(client, expected.withParts(Arrays.asList(parts)));
    }

    /** Returns this check with how many values there have to be at least, from 1 to 50. Default: 1. */
    public DnsCheck atLeast(int values) {
        return new DnsCheck(client, expected.withMinimum(values));
    }

    private static String name(String host) {
        String trimmed = host.trim();
        if (!NAME.matcher(trimmed).matches()) {
            throw new IllegalArgumentException(
                    "host is not allowed; use a name of letters, digits, '-', '_' and '.', such as"
                            + " www.example.com, an international one as xn--…");
        }
        return trimmed.endsWith(".") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
    }

    /**
     * Makes a check from the settings {@code host}, {@code record} (default: {@code a}), {@code server},
     * {@code expect}, {@code contains} and {@code atLeast} (default: 1).
     *
     * @param settings the integration's settings
     * @param integration the integration to be; its endpoint becomes the name
     * @throws SettingException if one cannot be used
     */
    public static DnsCheck from(Settings settings, IntegrationBuilder integration) {
        String host = settings.requireText("host");
        String setting = "host";
        try {
            DnsCheck check =
                    of(host).record(settings.choice("record", DnsRecord.class).orElse(DnsRecord.A));
            integration.endpoint(check.toString());
            setting = "server";
            String server =
                    settings.text("server").filter(text -> !text.isBlank()).orElse(null);
            check = server == null ? check : check.server(server);
            setting = "expect";
            check = check.expect(settings.texts("expect").toArray(String[]::new));
            setting = "contains";
            check = check.contains(settings.texts("contains").toArray(String[]::new));
            return check.atLeast(
                    (int) settings.number("atLeast", 1, DnsExpectation.MOST).orElse(1));
        } catch (SettingException told) {
            throw told;
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path(setting), String.valueOf(refused.getMessage()));
        }
    }

    /** Returns a check of another name. */
    @Override
    public DnsCheck withEndpoint(String endpoint) {
        return new DnsCheck(new DnsClient(name(endpoint), client.record(), client.server(), client.guard()), expected);
    }

    /** Returns the host of the name server; empty for those of this machine. */
    @Override
    public String target() {
        HostPort server = client.server();
        return server == null ? "" : server.host();
    }

    /** Returns this check with its name server judged; those of this machine are always asked, whatever the name. */
    @Override
    public DnsCheck guardedBy(TargetGuard guard) {
        if (client.server() != null) {
            guard.requireAllowed(target());
        }
        return new DnsCheck(new DnsClient(client.host(), client.record(), client.server(), guard), expected);
    }

    @Override
    public CheckResult check(CheckContext context) {
        Stopwatch sinceStart = Stopwatch.started();
        try {
            List<String> values = client.values(context.timeout());
            Problem unmet = expected.unmet(client, values);
            CheckResult result = unmet == null ? CheckResult.healthy() : CheckResult.down(unmet);
            return result.withResponseTime(sinceStart.elapsed()).withDetail("values", String.join(", ", values));
        } catch (DnsClient.NoAnswerException none) {
            return none.getCause() instanceof RefusedTargetException
                    ? CheckResult.unknown(none.problem())
                    : CheckResult.down(none.problem());
        }
    }

    @Override
    public String toString() {
        return client.host();
    }
}
