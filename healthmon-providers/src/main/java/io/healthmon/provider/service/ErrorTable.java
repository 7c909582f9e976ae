package io.healthmon.provider.service;

import io.healthmon.check.Cause;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The errors of a service, as rows of which the first that fits counts, but those of rate limits before all others. Immutable. */
public final class ErrorTable {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)(?:\\|([^}]*)|\\?([^}]*))?}");

    private final Function<ServiceAnswer, Collection<String>> codes;
    private final Map<String, Function<ServiceAnswer, Optional<String>>> facts;
    private final List<ErrorRow> rows;

    private ErrorTable(
            Function<ServiceAnswer, Collection<String>> codes,
            Map<String, Function<ServiceAnswer, Optional<String>>> facts,
            List<ErrorRow> rows) {
        this.codes = codes;
        this.facts = facts;
        this.rows = rows;
    }

    /**
     * Makes a table of a service with one code in its errors.
     *
     * @param codeAt where in the JSON it stands, such as {@code error/code}
     */
    public static ErrorTable of(String codeAt, ErrorRow... rows) {
        return of(answer -> answer.at(codeAt).stream().toList(), rows);
    }

    /**
     * Makes a table of a service whose errors tell their codes in another way.
     *
     * @param codes returns those of an answer
     */
    public static ErrorTable of(Function<ServiceAnswer, Collection<String>> codes, ErrorRow... rows) {
        return new ErrorTable(
                codes,
                Map.of(
                        "status",
                                answer -> Optional.of(
                                        Integer.toString(answer.http().status())),
                        "code", answer -> codes.apply(answer).stream().findFirst(),
                        "wait", answer -> answer.http().retryAfter().map(wait -> wait.toSeconds() + " s")),
                List.of(rows));
    }

    /** Returns the same with a fact that texts may name; {@code status}, {@code code} and {@code wait} are there. */
    public ErrorTable fact(String name, Function<ServiceAnswer, Optional<String>> finder) {
        Map<String, Function<ServiceAnswer, Optional<String>>> more = new LinkedHashMap<>(facts);
        more.put(name, finder);
        return new ErrorTable(codes, more, rows);
    }

    /** Returns the same with more rows after its own. */
    public ErrorTable and(ErrorRow... more) {
        return new ErrorTable(
                codes, facts, Stream.concat(rows.stream(), Stream.of(more)).toList());
    }

    /** Returns the row of a host name that is not known, where there is one. */
    Optional<ErrorRow> unknownHost() {
        return rows.stream().filter(row -> row.signal().isUnknownHost()).findFirst();
    }

    Collection<String> codes(ServiceAnswer answer) {
        return codes.apply(answer);
    }

    /** Returns the row of an answer. 429 is about limits, whatever else the answer says. */
    Optional<ErrorRow> find(ServiceAnswer answer) {
        if (answer.http().status() == TOO_MANY_REQUESTS) {
            return first(answer, ErrorRow::limits);
        }
        return first(answer, row -> row.isFor(Cause.RATE_LIMITED)).or(() -> first(answer, row -> true));
    }

    private Optional<ErrorRow> first(ServiceAnswer answer, Predicate<ErrorRow> among) {
        for (ErrorRow row : rows) {
            if (among.test(row) && row.signal().in(answer)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** Puts the facts of an answer into a text, each as it may be shown. */
    String fill(String text, ServiceAnswer answer) {
        return PLACE.matcher(text).replaceAll(found -> {
            String without = found.group(2) == null ? "" : found.group(2);
            String around = found.group(3) == null ? "*" : found.group(3);
            Function<ServiceAnswer, Optional<String>> fact =
                    facts.getOrDefault(found.group(1), none -> Optional.empty());
            return Matcher.quoteReplacement(fact.apply(answer)
                    .map(told -> around.replace("*", answer.http().safe(told)))
                    .orElse(without));
        });
    }
}
