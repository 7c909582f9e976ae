package io.healthmon.http;

import io.healthmon.schedule.Scheduler;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Tickets with which a browser, which can send no header with a WebSocket, says who it is: 144 random bits, good once and
 * for 30 s. At most 32 wait for each caller, and 4,096 in all. Safe for use by multiple threads.
 */
final class LiveTickets {

    static final Duration LIFETIME = Duration.ofSeconds(30);
    static final int MOST_OF_A_CALLER = 32;
    static final int MOST = 4_096;

    private static final int BYTES = 18;

    private final SecureRandom random = new SecureRandom();
    private final Scheduler time;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    LiveTickets(Scheduler time) {
        this.time = time;
    }

    /** Returns a new ticket for a caller. */
    synchronized String issue(Caller caller) {
        removeExpired();
        long own =
                waiting.stream().filter(ticket -> ticket.caller.equals(caller)).count();
        if (own >= MOST_OF_A_CALLER || waiting.size() >= MOST) {
            throw ProblemException.tooManyRequests("Too many tickets wait to be used.", LIFETIME.toSeconds());
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        waiting.add(new Waiting(TokenDigest.of(ticket), caller, time.nanoTime() + LIFETIME.toNanos()));
        return ticket;
    }

    /** Returns whose ticket it is, which then is used up; empty if it is not known, expired or used. */
    synchronized Optional<Caller> use(String ticket) {
        removeExpired();
        TokenDigest digest = TokenDigest.of(ticket);
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting known = each.next();
            if (known.digest.matches(digest)) {
                each.remove();
                return Optional.of(known.caller);
            }
        }
        return Optional.empty();
    }

    /** The oldest come first, and all live equally long. */
    private void removeExpired() {
        long now = time.nanoTime();
        while (!waiting.isEmpty() && now - waiting.getFirst().expiresAt >= 0) {
            waiting.removeFirst();
        }
    }

    private record Waiting(TokenDigest digest, Caller caller, long expiresAt) {}
}
