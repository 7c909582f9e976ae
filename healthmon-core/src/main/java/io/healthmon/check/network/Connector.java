package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.settings.DurationText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

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
     * Opens a connection.
     *
     * @throws UnknownHostException if the name cannot be resolved
     * @throws IOException if no address accepts one; that of the last one
     */
    static Opened open(HostPort target, Stopwatch sinceStart, Duration limit) throws IOException, InterruptedException {
        InetAddress[] addresses = InetAddress.getAllByName(target.host());
        IOException last = new IOException("no address");
        for (int index = 0; index < addresses.length; index++) {
            Duration share = sinceStart.leftOf(limit).dividedBy(addresses.length - index);
            try {
                return connect(addresses[index], target.port(), share);
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

    /** Returns what a failure of {@link #open} means. */
    static Problem problem(IOException failure, HostPort target, Duration limit) {
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
}
