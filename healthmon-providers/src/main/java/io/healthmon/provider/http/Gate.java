package io.healthmon.provider.http;

import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out of guarded checks: a proxy of the client's own on the loopback interface, which connects to addresses that
 * were judged before.
 *
 * <p>The client of the JDK resolves names itself, and again for each connection; the next answer of a name server may be
 * another one. With a proxy it resolves nothing. Each request has a {@link Passage} with the addresses that were judged,
 * and shows its ticket; whoever has none, such as another program of this machine, is turned away. By {@code https} the
 * client builds a tunnel, through which it verifies the certificate against the name as ever; by {@code http} each
 * connection carries one request.
 *
 * <p>One daemon thread, of the platform, serves up to {@value #MOST_LINKS} connections; beyond, the one that was idle for
 * longest is closed. Ends with its client. Safe for use by multiple threads.
 */
final class Gate implements AutoCloseable {

    static final int MOST_LINKS = 2_048;

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final Duration LONGEST_HEAD = Duration.ofSeconds(10);

    /** Longer than any time limit of a check. */
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(61);

    private static final long TICK_MILLIS = 250;
    private static final int TICKET_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Passage> passages = new ConcurrentHashMap<>();
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final SelectionKey listening;
    private final Acceptor acceptor;
    private final InetSocketAddress address;

    /** Known to its thread alone, as is what follows. */
    private final Set<GateLink> links = new HashSet<>();

    private Stopwatch sinceTick = Stopwatch.started();
    private boolean failing;
    private volatile boolean closed;

    private Gate(Selector selector, ServerSocketChannel listener, Acceptor acceptor) throws IOException {
        this.selector = selector;
        this.listener = listener;
        this.listening = listener.register(selector, SelectionKey.OP_ACCEPT);
        this.acceptor = acceptor;
        this.address = (InetSocketAddress) listener.getLocalAddress();
    }

    /** Opens a gate on a port that is free, and starts its thread. */
    static Gate open() {
        return open(ServerSocketChannel::accept);
    }

    /**
     * Opens a gate.
     *
     * @param acceptor takes connections, as {@link ServerSocketChannel#accept} does
     */
    static Gate open(Acceptor acceptor) {
        try {
            ServerSocketChannel listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.configureBlocking(false);
            Selector selector = Selector.open();
            Gate gate = new Gate(selector, listener, acceptor);
            Thread thread = new Thread(null, gate::serve, "healthmon-gate", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Gate.class.getClassLoader());
            thread.start();
            return gate;
        } catch (IOException impossible) {
            throw new UncheckedIOException("the gate of guarded checks cannot listen on loopback", impossible);
        }
    }

    /** Returns where it listens. */
    InetSocketAddress address() {
        return address;
    }

    /**
     * Lets a request through.
     *
     * @param uri where it goes
     * @param addresses of its host, all judged
     * @param left how much time there is, which the addresses share
     */
    Passage admit(URI uri, List<InetAddress> addresses, Duration left) {
        byte[] bytes = new byte[TICKET_BYTES];
        random.nextBytes(bytes);
        String ticket = HexFormat.of().formatHex(bytes);
        Duration share = left.dividedBy(addresses.size());
        Passage passage =
                new Passage(ticket, SafeAddress.hostAndPort(uri), addresses, share, () -> passages.remove(ticket));
        passages.put(ticket, passage);
        return passage;
    }

    private void serve() {
        try {
            while (!closed) {
                selector.select(links.isEmpty() && takesConnections() ? 0 : TICK_MILLIS);
                for (SelectionKey key : selector.selectedKeys()) {
                    handle(key);
                }
                selector.selectedKeys().clear();
                if (sinceTick.elapsed().toMillis() >= TICK_MILLIS) {
                    sinceTick = Stopwatch.started();
                    links.removeIf(this::isOver);
                    listening.interestOps(SelectionKey.OP_ACCEPT);
                }
            }
        } catch (IOException | RuntimeException broken) {
            LOG.warn("healthmon: the gate of guarded checks has ended", shown(broken));
        } finally {
            end();
        }
    }

    /** By form alone: a gate serves the checks of all monitors, and knows of none whose redactor it could ask. */
    private static RedactedFailure shown(Exception broken) {
        return RedactedFailure.of(broken, Redactor.standard());
    }

    private void handle(SelectionKey key) {
        if (key.attachment() instanceof GateLink link) {
            serve(link, key);
        } else {
            accept();
        }
    }

    /** One connection that cannot be served must not end all the others. */
    private void serve(GateLink link, SelectionKey key) {
        try {
            if (key.isValid()) {
                link.ready(key);
            }
        } catch (RuntimeException broken) {
            LOG.warn("healthmon: a connection of guarded checks has failed", shown(broken));
            link.close();
        }
    }

    private void accept() {
        SocketChannel client;
        try {
            client = acceptor.accept(listener);
            failing = false;
        } catch (IOException full) {
            backOff(full);
            return;
        }
        try {
            if (client != null) {
                makeRoom();
                links.add(new GateLink(client, selector, passages));
            }
        } catch (IOException | RuntimeException gone) {
            LOG.debug("healthmon: the gate of guarded checks could not take a connection", gone);
            close(client);
        }
    }

    /**
     * Leaves connections where they are until the next tick: while the process has as many files open as it may, each
     * would be offered again at once, for ever.
     */
    private void backOff(IOException full) {
        listening.interestOps(0);
        sinceTick = Stopwatch.started();
        if (!failing) {
            failing = true;
            LOG.warn(
                    "healthmon: the gate of guarded checks can take no connection: {}; it tries again every {} ms, see"
                            + " whether this process may open more files",
                    full.getMessage(),
                    TICK_MILLIS);
        }
    }

    private boolean takesConnections() {
        return listening.interestOps() != 0;
    }

    private static void close(@Nullable SocketChannel client) {
        try {
            if (client != null) {
                client.close();
            }
        } catch (IOException gone) {
            LOG.debug("healthmon: a connection of guarded checks did not close well", gone);
        }
    }

    private void makeRoom() {
        if (links.size() >= MOST_LINKS) {
            links.removeIf(link -> !link.isOpen());
        }
        if (links.size() >= MOST_LINKS) {
            GateLink idlest = Collections.max(links, Comparator.comparing(GateLink::idle));
            links.remove(idlest);
            idlest.close();
        }
    }

    private boolean isOver(GateLink link) {
        link.tick();
        if (link.idle().compareTo(link.admitted() ? LONGEST_IDLE : LONGEST_HEAD) > 0) {
            link.close();
        }
        return !link.isOpen();
    }

    /** Takes the connections of a listener. */
    interface Acceptor {

        /** Returns the next connection; null if there is none. */
        @Nullable SocketChannel accept(ServerSocketChannel listener) throws IOException;
    }

    /** Closes all connections soon; its thread ends. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void end() {
        links.forEach(GateLink::close);
        try {
            listener.close();
            selector.close();
        } catch (IOException gone) {
            LOG.debug("healthmon: the gate of guarded checks did not close well", gone);
        }
    }
}
