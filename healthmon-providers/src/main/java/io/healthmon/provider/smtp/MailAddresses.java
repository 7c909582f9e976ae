package io.healthmon.provider.smtp;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Mail addresses as people write them: {@code ops@example.com} or {@code Operations <ops@example.com>}. */
final class MailAddresses {

    private MailAddresses() {}

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none; the message is the end of a sentence that begins with the value
     */
    static InternetAddress parse(String text) {
        try {
            InternetAddress address = new InternetAddress(text.strip(), true);
            if (text.matches("(?s).*\\p{Cntrl}.*") || !address.getAddress().matches("[^@\\s]+@[^@\\s]+")) {
                throw refused();
            }
            if (address.getPersonal() != null) {
                address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
            }
            return address;
        } catch (AddressException | UnsupportedEncodingException unreadable) {
            throw refused();
        }
    }

    /** Returns each address once, however it is written, in the order given; calls back with each that is none. */
    static List<InternetAddress> each(
            Collection<InternetAddress> known, Collection<String> others, java.util.function.Consumer<String> refused) {
        Map<String, InternetAddress> each = new LinkedHashMap<>();
        known.forEach(address -> each.putIfAbsent(key(address), address));
        for (String other : others) {
            try {
                InternetAddress address = parse(other);
                each.putIfAbsent(key(address), address);
            } catch (IllegalArgumentException unreadable) {
                refused.accept(other);
            }
        }
        return new ArrayList<>(each.values());
    }

    private static String key(InternetAddress address) {
        return address.getAddress().toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "is not a mail address; use one such as ops@example.com or Operations <ops@example.com>");
    }
}
