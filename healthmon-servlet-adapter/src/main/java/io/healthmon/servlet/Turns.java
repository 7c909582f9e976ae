package io.healthmon.servlet;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs one task as often as somebody asks for it, on the thread that asks, and never twice at a time: whoever asks while
 * it runs goes on at once, and it runs once more. Safe for use by multiple threads.
 */
final class Turns {

    private final Runnable task;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicBoolean asked = new AtomicBoolean();

    Turns(Runnable task) {
        this.task = task;
    }

    /** Runs it, unless it runs just now; does not wait for anybody. */
    void ask() {
        asked.set(true);
        while (asked.get() && !turn.isHeldByCurrentThread() && turn.tryLock()) {
            try {
                asked.set(false);
                task.run();
            } finally {
                turn.unlock();
            }
        }
    }

    /** Runs something else, after the turn that runs just now, if there is one. */
    void inTurn(Runnable other) {
        turn.lock();
        try {
            other.run();
        } finally {
            turn.unlock();
        }
    }
}
