package io.healthmon.servlet;

import io.healthmon.http.LiveStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The live streams that a servlet has open. Safe for use by multiple threads. */
final class OpenStreams {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();

    /** Guarded by the lock. */
    private final Set<LiveStream> streams = new HashSet<>();

    void add(LiveStream stream) {
        lock.lock();
        try {
            streams.removeIf(LiveStream::isEnded); // the socket of one may never have been opened
            streams.add(stream);
        } finally {
            lock.unlock();
        }
    }

    /** Takes one out whose client has been told the end, or is gone. */
    void remove(LiveStream stream) {
        lock.lock();
        try {
            streams.remove(stream);
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        copy().forEach(LiveStream::close);
    }

    private List<LiveStream> copy() {
        lock.lock();
        try {
            return List.copyOf(streams);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is none, but not for longer than given, and not when it is interrupted. */
    void awaitNone(Duration longest) {
        long left = longest.toNanos();
        lock.lock();
        try {
            while (!streams.isEmpty() && left > 0) {
                left = fewer.awaitNanos(left);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
