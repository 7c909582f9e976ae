package io.healthmon.check.network;

import io.healthmon.secret.Redactor;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What drivers say, without addresses and without the names of users and hosts, which most of them put into their messages.
 *
 * <p>Nothing is cut that could be shown: who bounds the text takes out first what the monitor knows to be secret.
 */
final class DriverText {

    /** Far more than is shown; what is beyond is left out at a blank. */
    private static final int LONGEST = 4_000;

    private static final int SHORTEST_NAME = 3;
    private static final String QUOTES = "\"'`´«»„“”‚‘’";
    private static final String QUOTE = "[" + QUOTES + "]";
    private static final String HIDDEN = "***";
    private static final String QUOTED = "\"***\"";

    /** Wherever they stand. */
    private static final List<Rule> NAMES = List.of(
            rule("(?i)\\bjdbc:[^\\s\"'<>]{1,2000}", "jdbc:" + HIDDEN),
            rule(
                    "(?i)\\b(user|username|role|login|account|host|hostname|server|address|client)"
                            + "((?:\\s{1,3}name)?\\s{0,3}[=:]?\\s{0,3})" + QUOTE + "[^" + QUOTES + "]{0,255}" + QUOTE,
                    "$1$2" + QUOTED),
            rule("@" + QUOTE + "[^" + QUOTES + "]{0,255}" + QUOTE, "@" + QUOTED),
            rule("(?i)\\b(user|username|host|hostname|servername)=[^\\s,;()\"'*]{1,255}", "$1=" + HIDDEN),
            rule("(?i)\\b(to the host|to host|login for) [\\w.-]{1,253}", "$1 " + HIDDEN),
            rule("\\[[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,50}(?:%\\w{1,20})?\\](?::\\d{1,5})?", HIDDEN),
            rule("\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?\\b", HIDDEN));

    /** In texts about who signs in from where. */
    private static final List<Rule> ALL = List.of(
            rule("(?<![\\w.-])[\\w.-]{1,253}:\\d{1,5}\\b", HIDDEN),
            rule(QUOTE + "[^\\s" + QUOTES + "]{1,255}" + QUOTE, QUOTED));

    private final Redactor redactor;
    private final Collection<String> known;

    /**
     * Makes one.
     *
     * @param redactor takes out what is secret
     * @param known names of users and hosts that are configured
     */
    DriverText(Redactor redactor, Collection<String> known) {
        this.redactor = redactor;
        this.known = known;
    }

    /** A pattern whose time grows with the text only, and what stands in place of what it finds. */
    private record Rule(Pattern pattern, String replacement) {
        String in(String text) {
            return pattern.matcher(text).replaceAll(replacement);
        }
    }

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }

    /**
     * Returns the first line of what a driver says.
     *
     * @param names whether it is about who signs in from where, so that whatever could be a name is taken out
     * @param more further names
     */
    String shown(String message, boolean names, Collection<String> more) {
        String clean = firstLine(redactor.redact(message));
        for (Rule rule : NAMES) {
            clean = rule.in(clean);
        }
        for (Rule rule : names ? ALL : List.<Rule>of()) {
            clean = rule.in(clean);
        }
        return without(more, without(known, clean));
    }

    private static String without(Collection<String> names, String text) {
        String clean = text;
        for (String name : names) {
            if (name.length() >= SHORTEST_NAME) {
                Pattern word = Pattern.compile(
                        "(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w-])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
                clean = word.matcher(clean).replaceAll(Matcher.quoteReplacement(HIDDEN));
            }
        }
        return clean;
    }

    private static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("").strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        int blank = line.lastIndexOf(' ', LONGEST);
        return line.substring(0, Math.max(0, blank));
    }
}
