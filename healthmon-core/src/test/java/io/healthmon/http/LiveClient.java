package io.healthmon.http;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Takes a live stream as an adapter does, one piece at a time. */
final class LiveClient {

    private static final int PATIENCE_SECONDS = 10;

    private final LiveStream stream;
    private final Semaphore calls = new Semaphore(0);

    private LiveClient(LiveStream stream) {
        this.stream = stream;
    }

    /** Takes the stream of an answer; leaves out its greeting. */
    static LiveClient of(ApiResponse response) throws InterruptedException {
        LiveClient client = new LiveClient(response.live().orElseThrow());
        client.stream.onAvailable(client.calls::release);
        client.next();
        return client;
    }

    /** Returns the next piece, waiting for it. */
    String next() throws InterruptedException {
        byte[] bytes = stream.poll();
        while (bytes == null) {
            if (stream.isEnded() || !calls.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(stream.isEnded() ? "the stream has ended" : "nothing came");
            }
            bytes = stream.poll();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns whether there is nothing just now. */
    boolean isIdle() {
        return stream.poll() == null;
    }

    boolean isEnded() {
        return stream.isEnded();
    }

    void close() {
        stream.close();
    }
}
