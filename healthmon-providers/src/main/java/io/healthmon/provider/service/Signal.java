package io.healthmon.provider.service;

import java.util.Arrays;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what an answer is told from others: its status, a code in its JSON, a header, a text in its body; all that is named has
 * to be there. Immutable.
 */
public final class Signal {

    private static final int FIRST_ERROR_OF_SERVER = 500;
    private static final int LAST_STATUS = 599;

    private static final Signal UNKNOWN_HOST = new Signal(status -> false, null, null, null);

    private final IntPredicate status;
    private final @Nullable Set<String> codes;
    private final @Nullable String header;
    private final @Nullable Predicate<ServiceAnswer> body;

    private Signal(
            IntPredicate status,
            @Nullable Set<String> codes,
            @Nullable String header,
            @Nullable Predicate<ServiceAnswer> body) {
        this.status = status;
        this.codes = codes;
        this.header = header;
        this.body = body;
    }

    /** Returns the signal of no answer, since nobody knows the host name: where each customer has their own. */
    public static Signal unknownHost() {
        return UNKNOWN_HOST;
    }

    /** Returns the signal of one of these statuses. */
    public static Signal status(int... statuses) {
        Set<Integer> all = Set.copyOf(Arrays.stream(statuses).boxed().toList());
        return new Signal(all::contains, null, null, null);
    }

    /** Returns the signal of every status that blames the server, 500 to 599. */
    public static Signal serverError() {
        return new Signal(status -> status >= FIRST_ERROR_OF_SERVER && status <= LAST_STATUS, null, null, null);
    }

    /** Returns the signal of one of these codes, whatever the status. */
    public static Signal anyStatus(String... codes) {
        return new Signal(status -> true, Set.of(codes), null, null);
    }

    /** Returns the signal of a code that nothing before knew, whatever the status. */
    public static Signal anyCode() {
        return new Signal(status -> true, Set.of(), null, null);
    }

    /** Returns the same with one of these codes. */
    public Signal code(String... some) {
        return new Signal(status, Set.of(some), header, body);
    }

    /** Returns the same with a header. */
    public Signal header(String name) {
        return new Signal(status, codes, name, body);
    }

    /** Returns the same with a text in the body, which then need not be JSON. */
    public Signal text(String part) {
        return new Signal(status, codes, header, answer -> answer.http().text().contains(part));
    }

    /** Returns the same with words in a body that is no JSON, such as the page of what stands before the service. */
    public Signal page(Pattern words) {
        return new Signal(
                status,
                codes,
                header,
                answer -> answer.json() == null
                        && words.matcher(answer.http().text()).find());
    }

    boolean isUnknownHost() {
        return this == UNKNOWN_HOST;
    }

    /** Returns whether an answer gives it; one that is somebody else's web page gives it only by a text. */
    boolean in(ServiceAnswer answer) {
        return status.test(answer.http().status())
                && (body == null ? !answer.foreign() : body.test(answer))
                && (codes == null || answer.hasCodeOf(codes))
                && (header == null || answer.http().header(header).isPresent());
    }
}
