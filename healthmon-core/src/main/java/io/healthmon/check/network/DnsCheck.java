package io.healthmon.check.network;

import io.healthmon.check.Cause;
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
    private static final int MOST_EXPECTED = 50;

    /** Nothing else may reach JNDI, to which colons and slashes mean another protocol. */
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}\\.?$)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");

    private final DnsClient client;
    private final List<String> expected;

    private DnsCheck(DnsClient client, List<String> expected) {
        this.client = client;
        this.expected = List.copyOf(expected);
    }

    /**
     * Returns a check of the addresses of version 4 of a name.
     *
     * @throws IllegalArgumentException if it is no name
     */
    public static DnsCheck of(String host) {
        return new DnsCheck(new DnsClient(name(host), DnsRecord.A, null, TargetGuard.none()), List.of());
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
        if (values.length > MOST_EXPECTED) {
            throw new IllegalArgumentException("expect has " + values.length + " values; use at most " + MOST_EXPECTED);
        }
        return new DnsCheck(client, Arrays.asList(values));
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
     * Makes a check from the settings {@code host}, {@code record} (default: {@code a}), {@code server} and
     * {@code expect}.
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
            return check.expect(settings.texts("expect").toArray(String[]::new));
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
            return judge(values).withResponseTime(sinceStart.elapsed()).withDetail("values", String.join(", ", values));
        } catch (DnsClient.NoAnswerException none) {
            return none.getCause() instanceof RefusedTargetException
                    ? CheckResult.unknown(none.problem())
                    : CheckResult.down(none.problem());
        }
    }

    private CheckResult judge(List<String> values) {
        for (String wanted : expected) {
            if (values.stream().noneMatch(value -> DnsValue.fits(client.record(), wanted, value))) {
                return CheckResult.down(unmet(wanted, values));
            }
        }
        return CheckResult.healthy();
    }

    private Problem unmet(String wanted, List<String> values) {
        return new Problem(
                Cause.ASSERTION,
                "The " + client.record() + " records of " + client.host() + " lack \"" + wanted + "\"; they are "
                        + String.join(", ", values) + ".",
                "Correct the zone, or \"expect\"; after a change old answers may live on for a while.",
                null);
    }

    @Override
    public String toString() {
        return client.host();
    }
}
