package io.healthmon.provider.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Bytes that wait to be written, in order. Confined to one thread; whoever fills it looks at its size. */
final class ByteQueue {

    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private int size;

    void add(byte[] bytes) {
        add(bytes, 0, bytes.length);
    }

    /** Adds a copy of the bytes. */
    void add(byte[] bytes, int from, int count) {
        if (count > 0) {
            waiting.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, from + count)));
            size += count;
        }
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Writes as much as the channel takes now. */
    void writeTo(SocketChannel channel) throws IOException {
        for (ByteBuffer first = waiting.peek(); first != null; first = waiting.peek()) {
            size -= channel.write(first);
            if (first.hasRemaining()) {
                return;
            }
            waiting.remove();
        }
    }
}
