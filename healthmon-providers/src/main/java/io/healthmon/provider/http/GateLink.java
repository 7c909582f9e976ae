package io.healthmon.provider.http;

import io.healthmon.schedule.Stopwatch;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the client through the {@link Gate}, from the head of its request to the end. Confined to the thread
 * of the gate, which calls {@link #ready} when something can be done; never blocks.
 */
final class GateLink {

    private static final int BUFFER = 16_384;
    private static final int LONGEST_HEAD = 65_536;
    private static final byte[] TUNNEL = ascii("HTTP/1.1 200 Connection established\r\n\r\n");
    private static final byte[] REFUSED =
            ascii("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    private static final byte[] UNREACHED =
            ascii("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    private final SocketChannel client;
    private final SelectionKey clientKey;
    private final Selector selector;
    private final Map<String, Passage> passages;
    private ByteBuffer head = ByteBuffer.allocate(BUFFER);
    private final ByteBuffer read = ByteBuffer.allocate(BUFFER);
    private final ByteQueue toClient = new ByteQueue();
    private final ByteQueue toTarget = new ByteQueue();

    private @Nullable GateHead request;
    private @Nullable Passage passage;
    private @Nullable Iterator<java.net.InetAddress> untried;
    private @Nullable SocketChannel target;
    private @Nullable ClosingAnswer answer;
    private Stopwatch sinceUse = Stopwatch.started();
    private long bodyLeft = Long.MAX_VALUE;
    private boolean connected;
    private boolean ending;

    GateLink(SocketChannel client, Selector selector, Map<String, Passage> passages) throws IOException {
        this.client = client;
        this.selector = selector;
        this.passages = passages;
        client.configureBlocking(false);
        clientKey = client.register(selector, SelectionKey.OP_READ, this);
    }

    /** Returns how long nothing has happened here. */
    Duration idle() {
        return sinceUse.elapsed();
    }

    /** Returns whether it has said by now what it wants. */
    boolean admitted() {
        return request != null;
    }

    boolean isOpen() {
        return client.isOpen();
    }

    /** Does what one of its connections is ready for; whatever fails ends it. */
    void ready(SelectionKey key) {
        try {
            sinceUse = Stopwatch.started();
            if (key == clientKey) {
                onClient();
            } else {
                onTarget(key);
            }
            flush();
        } catch (IOException | RuntimeException broken) {
            close();
        }
    }

    /** Goes on to the next address when the one that is tried has had its share of the time. */
    void tick() {
        Passage current = passage;
        if (current != null && !connected && !ending && idle().compareTo(current.share()) > 0) {
            try {
                tryNext(current, new ConnectException("Connection timed out"));
                flush();
            } catch (IOException | RuntimeException broken) {
                close();
            }
        }
    }

    private void onClient() throws IOException {
        if (!clientKey.isReadable()) {
            return;
        }
        read.clear();
        int count = client.read(read);
        if (count < 0) {
            // why: the client never closes one direction only; it has gone.
            close();
        } else if (request == null) {
            takeHead(count);
        } else if (!ending) {
            takeBody(read.array(), 0, count);
        }
    }

    private void takeHead(int count) throws IOException {
        if (head.remaining() < count) {
            if (head.capacity() + count > LONGEST_HEAD) {
                close();
                return;
            }
            head = ByteBuffer.allocate(head.capacity() * 2 + count).put(head.flip());
        }
        head.put(read.array(), 0, count);
        int end = endOfHead();
        if (end >= 0) {
            admit(end);
        }
    }

    private int endOfHead() {
        byte[] bytes = head.array();
        for (int index = 3; index < head.position(); index++) {
            if (bytes[index] == '\n'
                    && bytes[index - 1] == '\r'
                    && bytes[index - 2] == '\n'
                    && bytes[index - 3] == '\r') {
                return index - 3;
            }
        }
        return -1;
    }

    private void admit(int end) throws IOException {
        GateHead asked = GateHead.parse(head.array(), end);
        String ticket = asked == null ? null : asked.ticket();
        Passage given = ticket == null ? null : passages.get(ticket);
        if (asked == null || given == null || !given.place().equals(asked.place())) {
            endWith(REFUSED);
            return;
        }
        request = asked;
        passage = given;
        untried = given.addresses().iterator();
        int more = head.position() - end - 4;
        if (!asked.tunnel()) {
            answer = new ClosingAnswer();
            toTarget.add(ascii(asked.forwarded()));
            bodyLeft = asked.bodyLength();
        }
        takeBody(head.array(), end + 4, more);
        head = ByteBuffer.allocate(0);
        tryNext(given, new ConnectException("no address"));
    }

    /** Takes what follows the head: in the clear no more than the body, since behind it stood another request. */
    private void takeBody(byte[] bytes, int from, int count) {
        if (count > bodyLeft) {
            close();
            return;
        }
        bodyLeft -= count;
        toTarget.add(bytes, from, count);
    }

    private void tryNext(Passage current, IOException failure) throws IOException {
        current.failed(failure);
        drop(target);
        Iterator<java.net.InetAddress> left = untried;
        while (left != null && left.hasNext()) {
            SocketChannel channel = SocketChannel.open();
            target = channel;
            try {
                channel.configureBlocking(false);
                SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, this);
                sinceUse = Stopwatch.started();
                if (channel.connect(new InetSocketAddress(left.next(), current.port()))) {
                    reached(current, key);
                }
                return;
            } catch (IOException failed) {
                current.failed(failed);
                drop(channel);
            }
        }
        endWith(request != null && request.tunnel() ? UNREACHED : new byte[0]);
    }

    private void onTarget(SelectionKey key) throws IOException {
        Passage current = passage;
        if (current != null && key.isConnectable()) {
            try {
                ((SocketChannel) key.channel()).finishConnect();
            } catch (IOException failed) {
                tryNext(current, failed);
                return;
            }
            reached(current, key);
        } else if (key.isReadable()) {
            fromTarget((SocketChannel) key.channel());
        }
    }

    private void reached(Passage current, SelectionKey key) {
        connected = true;
        current.reached();
        key.interestOps(SelectionKey.OP_READ);
        if (answer == null) {
            toClient.add(TUNNEL);
        }
    }

    private void fromTarget(SocketChannel channel) throws IOException {
        read.clear();
        int count = channel.read(read);
        ClosingAnswer closing = answer;
        if (count < 0) {
            endWith(closing == null ? new byte[0] : closing.rest());
        } else if (closing == null) {
            toClient.add(read.array(), 0, count);
        } else {
            toClient.add(closing.pass(read.array(), count));
        }
    }

    /** Sends the rest and then closes. */
    private void endWith(byte[] last) {
        ending = true;
        toClient.add(last);
        drop(target);
    }

    private void flush() throws IOException {
        if (!isOpen()) {
            return;
        }
        toClient.writeTo(client);
        SocketChannel there = target;
        if (connected && there != null && there.isOpen()) {
            toTarget.writeTo(there);
        }
        if (ending && toClient.isEmpty()) {
            close();
            return;
        }
        boolean more = toTarget.size() < BUFFER;
        clientKey.interestOps((more ? SelectionKey.OP_READ : 0) | (toClient.isEmpty() ? 0 : SelectionKey.OP_WRITE));
        SelectionKey key = there == null ? null : there.keyFor(selector);
        if (connected && key != null && key.isValid()) {
            boolean room = toClient.size() < BUFFER;
            key.interestOps((room ? SelectionKey.OP_READ : 0) | (toTarget.isEmpty() ? 0 : SelectionKey.OP_WRITE));
        }
    }

    void close() {
        drop(client);
        drop(target);
    }

    private static void drop(@Nullable SocketChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException gone) {
                // why: there is nothing else to be done with it.
                return;
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
