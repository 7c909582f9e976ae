package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.egress.RefusedTargetException;
import io.healthmon.egress.TargetGuard;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.settings.DurationText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/** Opens TCP connections: the addresses of a host in turn, each with an equal share of the time that is left. */
final class Connector {

    private Connector() {}

    /**
     * An open connection.
     *
     * @param channel the connection; whoever has it closes it
     * @param address the address that accepted it
     * @param took how long it took, without the name's resolution
     */
    record Opened(SocketChannel channel, InetAddress address, Duration took) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /**
     * Opens a connection, to an address that the guard has judged.
     *
     * @throws UnknownHostException if the name cannot be resolved
     * @throws RefusedTargetException if the guard refuses it
     * @throws IOException if no address accepts one; that of the last one
     */
    static Opened open(HostPort target, TargetGuard guard, Stopwatch sinceStart, Duration limit)
            throws IOException, InterruptedException {
        List<InetAddress> addresses = guard.resolve(target.host());
        IOException last = new IOException("no address");
        for (int index = 0; index < addresses.size(); index++) {
            Duration share = sinceStart.leftOf(limit).dividedBy(addresses.size() - index);
            try {
                return connect(addresses.get(index), target.port(), share);
            } catch (IOException failed) {
                refuseInterrupt(target);
                last = failed;
            }
        }
        throw last;
    }

    /** Turns the interrupt, by which a channel is closed, back into the exception that the monitor expects. */
    static void refuseInterrupt(HostPort target) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while talking to " + target);
        }
    }

    /** Connects through a channel, because a plain socket cannot be interrupted while it connects. */
    private static Opened connect(InetAddress address, int port, Duration limit) throws IOException {
        Stopwatch sinceStart = Stopwatch.started();
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(new InetSocketAddress(address, port), (int) Math.max(1, limit.toMillis()));
            return new Opened(channel, address, sinceStart.elapsed());
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Returns the result of a failure of {@link #open}: down, but unknown where nobody tried to connect. */
    static CheckResult result(IOException failure, HostPort target, Duration limit) {
        return failure instanceof RefusedTargetException refused
                ? CheckResult.unknown(refused(refused))
                : CheckResult.down(problem(failure, target, limit));
    }

    private static Problem problem(IOException failure, HostPort target, Duration limit) {
        if (failure instanceof UnknownHostException) {
            return new Problem(
                    Cause.DNS,
                    "The host name " + target.host() + " could not be resolved.",
                    "Check the spelling of the host and that this machine's DNS server answers.",
                    null);
        }
        if (Cause.of(failure) == Cause.TIMEOUT) {
            return new Problem(
                    Cause.TIMEOUT,
                    "No connection to " + target + " within " + DurationText.format(limit) + ".",
                    "Check that the host is up and that no firewall swallows the packets; if it is only far away or"
                            + " busy, raise the timeout.",
                    null);
        }
        return new Problem(
                Cause.CONNECT,
                "No connection to " + target + ": " + failure.getMessage() + ".",
                "Check that the service runs and listens on this port, and that no firewall refuses it.",
                null);
    }

    static Problem refused(RefusedTargetException refused) {
        return new Problem(Cause.CONFIGURATION, String.valueOf(refused.getMessage()), refused.resolution(), null);
    }
}
