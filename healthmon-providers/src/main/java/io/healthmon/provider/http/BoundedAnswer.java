package io.healthmon.provider.http;

import io.healthmon.schedule.Stopwatch;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Takes one answer in, up to so many bytes of its body; what comes after is not read, and its connection is
 * closed. Says once that it is complete, on the thread that read the last byte.
 */
final class BoundedAnswer
        implements HttpResponse.BodyHandler<BoundedAnswer>, HttpResponse.BodySubscriber<BoundedAnswer> {

    private static final byte[] EMPTY = {};

    private final boolean keepBody;
    private final int most;
    private final Stopwatch sinceStart;
    private final Runnable whenComplete;
    private final CompletableFuture<BoundedAnswer> done = new CompletableFuture<>();

    private volatile HttpResponse.@Nullable ResponseInfo head;
    private volatile @Nullable Duration firstByteAfter;
    private volatile int length;
    private byte[] body = EMPTY;
    private boolean cut;
    private Flow.@Nullable Subscription subscription;

    /**
     * Makes a taker of an answer.
     *
     * @param keepBody whether the body is looked at later, or only counted
     * @param most how many bytes of it are read at most
     * @param sinceStart the time since its hop began
     * @param whenComplete called once the answer is there
     */
    BoundedAnswer(boolean keepBody, int most, Stopwatch sinceStart, Runnable whenComplete) {
        this.keepBody = keepBody;
        this.most = most;
        this.sinceStart = sinceStart;
        this.whenComplete = whenComplete;
    }

    @Override
    public HttpResponse.BodySubscriber<BoundedAnswer> apply(HttpResponse.ResponseInfo info) {
        firstByteAfter = sinceStart.elapsed();
        head = info;
        return this;
    }

    @Override
    public CompletionStage<BoundedAnswer> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription incoming) {
        subscription = incoming;
        incoming.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            take(buffer);
        }
        if (cut && !done.isDone()) {
            Objects.requireNonNull(subscription).cancel();
            complete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        complete();
    }

    private void complete() {
        if (done.complete(this)) {
            whenComplete.run();
        }
    }

    private void take(ByteBuffer buffer) {
        int before = length;
        int fits = Math.min(buffer.remaining(), most - before);
        cut |= fits < buffer.remaining();
        if (keepBody && fits > 0) {
            if (body.length < before + fits) {
                body = Arrays.copyOf(body, Math.min(most, Math.max(before + fits, 2 * body.length)));
            }
            buffer.get(body, before, fits);
        }
        // why: written last, by the one thread that reads; the thread that ends a run in time only looks.
        length = before + fits;
    }

    /** Returns whether the head of the answer has arrived. */
    boolean hasHead() {
        return head != null;
    }

    int status() {
        return requireHead().statusCode();
    }

    HttpHeaders headers() {
        return requireHead().headers();
    }

    HttpClient.Version version() {
        return requireHead().version();
    }

    /** Returns after how long the head of the answer was there. */
    Duration firstByteAfter() {
        return Objects.requireNonNull(firstByteAfter, "the answer has not begun");
    }

    /** Returns how many bytes of the body were read. */
    int length() {
        return length;
    }

    /** Returns how many bytes of the body are read at most. */
    int most() {
        return most;
    }

    /** Returns whether the body was longer than what was read of it. */
    boolean cut() {
        return cut;
    }

    /** Returns what was read of the body; empty when it was only counted. */
    byte[] body() {
        return body.length == length || !keepBody ? body : Arrays.copyOf(body, length);
    }

    private HttpResponse.ResponseInfo requireHead() {
        return Objects.requireNonNull(head, "the answer has not begun");
    }
}
