package io.healthmon.provider.service;

import io.healthmon.provider.http.HttpAnswer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An answer on its way through the table of errors, its JSON read at most once and only where there may be any. */
public final class ServiceAnswer {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_ERROR_OF_SERVER = 500;
    private static final int NETWORK_LOGIN = 511;

    private final HttpAnswer http;
    private final boolean page;
    private final @Nullable Object json;
    private final @Nullable String unreadable;
    private final Collection<String> codes;

    /** Reads an answer; the table says where its codes are. */
    ServiceAnswer(HttpAnswer http, ErrorTable errors) {
        this.http = http;
        this.page = http.encoding().isEmpty() && http.isHtml();
        this.unreadable = page ? null : http.unreadable().orElse(null);
        this.json = page || unreadable != null ? null : http.json();
        this.codes = errors.codes(this);
    }

    /** Returns the answer itself. */
    public HttpAnswer http() {
        return http;
    }

    /** Returns the JSON; null where there is none that can be read. */
    public @Nullable Object json() {
        return json;
    }

    /**
     * Returns a text, a number or a truth value in the JSON, as text; empty where there is none.
     *
     * @param path names of fields with slashes between them; in a list, a number counts its elements
     */
    public Optional<String> at(String path) {
        Object current = json;
        for (String step : path.split("/", -1)) {
            if (current instanceof List<?> list) {
                int index = step.matches("\\d{1,4}") ? Integer.parseInt(step) : list.size();
                current = index < list.size() ? list.get(index) : null;
            } else {
                current = current instanceof Map<?, ?> fields ? fields.get(step) : null;
            }
        }
        boolean plain = current instanceof String || current instanceof Number || current instanceof Boolean;
        return plain ? Optional.of(String.valueOf(current)) : Optional.empty();
    }

    /**
     * Returns whether it comes of something on the way: a web page that no API answers with, so not an error page of the
     * service itself, 5xx, nor 429; or the request to log in to the network, which no service makes.
     */
    boolean foreign() {
        return asksForLogin() || (page && http.status() < FIRST_ERROR_OF_SERVER && http.status() != TOO_MANY_REQUESTS);
    }

    /** Returns whether the network asks for a login, after RFC 6585. */
    boolean asksForLogin() {
        return http.status() == NETWORK_LOGIN;
    }

    /** Returns whether it is a web page at all. */
    boolean page() {
        return page;
    }

    /** Returns the end of a sentence that begins with the answer; null when its JSON could be read. */
    @Nullable String unreadable() {
        return unreadable;
    }

    /** Returns whether it has one of these codes; of none, any. */
    boolean hasCodeOf(Set<String> some) {
        return some.isEmpty() ? !codes.isEmpty() : codes.stream().anyMatch(some::contains);
    }
}
