package io.healthmon.provider.smtp;

import jakarta.mail.internet.InternetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who has which alert already, of those that did not reach everybody, so that a further attempt, made for those whom the
 * server put off, spares the others. What is forgotten, after a restart or for newer ones, costs a mail that arrives twice
 * with the same Message-ID. Safe for use by multiple threads.
 */
final class TakenMails {

    private static final int MOST_ALERTS = 1_000;

    private final Map<String, Set<InternetAddress>> taken = new LinkedHashMap<>();

    synchronized void add(String alert, InternetAddress recipient) {
        taken.computeIfAbsent(alert, key -> new HashSet<>()).add(recipient);
        if (taken.size() > MOST_ALERTS) {
            taken.remove(taken.keySet().iterator().next());
        }
    }

    synchronized List<InternetAddress> without(String alert, List<InternetAddress> recipients) {
        Set<InternetAddress> served = taken.getOrDefault(alert, Set.of());
        return recipients.stream()
                .filter(recipient -> !served.contains(recipient))
                .toList();
    }

    synchronized void forget(String alert) {
        taken.remove(alert);
    }
}
