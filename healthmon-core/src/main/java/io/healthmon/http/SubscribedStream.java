package io.healthmon.http;

import io.healthmon.live.LiveSubscription;
import org.jspecify.annotations.Nullable;

/** The stream of a client of the feed. */
final class SubscribedStream implements LiveStream {

    private final LiveSubscription subscription;

    SubscribedStream(LiveSubscription subscription) {
        this.subscription = subscription;
    }

    @Override
    public byte @Nullable [] poll() {
        return subscription.poll();
    }

    @Override
    public boolean isEnded() {
        return subscription.isEnded();
    }

    @Override
    public void onAvailable(Runnable wakeUp) {
        subscription.onAvailable(wakeUp);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
