package io.healthmon.provider.http;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leave of one request to go through the {@link Gate}, to addresses that were judged before and to no others. Ends
 * with the request. Safe for use by multiple threads.
 */
final class Passage implements AutoCloseable {

    private final String ticket;
    private final String place;
    private final int port;
    private final List<InetAddress> addresses;
    private final Duration share;
    private final Runnable ended;
    private volatile boolean connected;
    private volatile @Nullable IOException failure;

    /**
     * Makes a passage.
     *
     * @param ticket what the request shows at the gate; nobody can guess it
     * @param place host and port, as the request names them
     * @param addresses where it may lead to, in the order in which they are tried
     * @param share how long each of them is tried
     * @param ended called when it counts no more
     */
    Passage(String ticket, String place, List<InetAddress> addresses, Duration share, Runnable ended) {
        this.ticket = ticket;
        this.place = place;
        this.port = Integer.parseInt(place.substring(place.lastIndexOf(':') + 1));
        this.addresses = List.copyOf(addresses);
        this.share = share;
        this.ended = ended;
    }

    String ticket() {
        return ticket;
    }

    String place() {
        return place;
    }

    int port() {
        return port;
    }

    List<InetAddress> addresses() {
        return addresses;
    }

    Duration share() {
        return share;
    }

    void reached() {
        connected = true;
    }

    void failed(IOException why) {
        failure = why;
    }

    /** Returns whether a connection to one of the addresses is there. */
    boolean connected() {
        return connected;
    }

    /** Returns why there is no connection to the last of the addresses, or null. */
    @Nullable IOException failure() {
        return connected ? null : failure;
    }

    /** Lets nobody use it any more; connections that it led to stay as they are. */
    @Override
    public void close() {
        ended.run();
    }
}
