package io.healthmon.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;

/** The threads of HTTP clients, by their names. */
final class ClientThreads {

    private static final String NAMES = "HttpClient-\\d+-SelectorManager|healthmon-exchange-.+";
    private static final int MOST_TRIES = 200;

    private ClientThreads() {}

    static Set<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches(NAMES))
                .collect(Collectors.toSet());
    }

    /** Before 21 the selector's thread ends when the garbage collector has found that its client is gone. */
    static void awaitEnd(Set<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            for (int tries = 0; thread.isAlive() && tries < MOST_TRIES; tries++) {
                System.gc();
                thread.join(100);
            }
            assertThat(thread.isAlive()).as("%s is alive", thread.getName()).isFalse();
        }
    }
}
