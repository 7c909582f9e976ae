package io.healthmon.metric.application;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts how many different users were seen in the last 15 minutes, exactly up to {@value #MOST}.
 *
 * <p>Of a user nothing is kept but 64 bits of a digest with a salt of this process, which no id can be told from; two users
 * have the same with a chance of 1 in 10 billion when {@value #MOST} are there. Beyond {@value #MOST} nobody new is
 * counted until room is made by those who were not seen for 15 minutes. Safe for use by multiple threads.
 */
final class ActiveUsers {

    static final int MOST = 50_000;
    static final Duration SEEN_WITHIN = Duration.ofMinutes(15);

    private static final int LONGEST_ID = 1_000;

    private final byte[] salt = new byte[16];

    /** When each was seen last, in milliseconds. */
    private final Map<Long, Long> seen = new ConcurrentHashMap<>();

    private volatile long makeRoomAfter = Long.MIN_VALUE;

    ActiveUsers() {
        new SecureRandom().nextBytes(salt);
    }

    void seen(String id, Instant now) {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("a user's id with " + id.length()
                    + " characters is not allowed; use 1 to " + LONGEST_ID + " that are not all blank");
        }
        long digest = digest(id);
        long millis = now.toEpochMilli();
        if (seen.size() >= MOST && !seen.containsKey(digest)) {
            makeRoom(millis);
            if (seen.size() >= MOST) {
                return;
            }
        }
        seen.put(digest, millis);
    }

    /** Returns how many there are; forgets those that are none any more. */
    long count(Instant now) {
        long oldest = now.minus(SEEN_WITHIN).toEpochMilli();
        seen.values().removeIf(last -> last <= oldest);
        return seen.size();
    }

    /** At most once a second, so that a crowd at the bound costs little. */
    private void makeRoom(long millis) {
        if (millis >= makeRoomAfter || makeRoomAfter - millis > 1_000) {
            makeRoomAfter = millis + 1_000;
            count(Instant.ofEpochMilli(millis));
        }
    }

    private long digest(String id) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt);
            return ByteBuffer.wrap(sha.digest(id.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
