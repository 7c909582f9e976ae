package io.healthmon.provider.http;

import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the thread that waits for all connections of a client. When an error ends it (for want of memory, say), the client
 * takes further requests and never answers one before JDK 21, and refuses them from then on; it does not recover.
 */
final class SelectorThread {

    /** How the text of a client ends on every JDK so far: with the number that its thread is named by. */
    private static final Pattern NUMBER = Pattern.compile("\\((\\d+)\\)$");

    private SelectorThread() {}

    /** Returns the thread of a client that was just made; null if it cannot be found. */
    static @Nullable Thread of(HttpClient client) {
        Matcher number = NUMBER.matcher(client.toString());
        if (!number.find()) {
            return null;
        }
        String name = "HttpClient-" + number.group(1) + "-SelectorManager";
        return Arrays.stream(all())
                .filter(Objects::nonNull)
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Thread[] all() {
        ThreadGroup group = Objects.requireNonNull(Thread.currentThread().getThreadGroup());
        while (group.getParent() != null) {
            group = group.getParent();
        }
        @Nullable Thread[] threads = new Thread[16];
        while (group.enumerate(threads) == threads.length) {
            threads = new Thread[2 * threads.length];
        }
        return threads;
    }
}
