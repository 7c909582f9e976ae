package io.healthmon.spring;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The names of settings as Spring Boot lets them be written: with dashes, in camel case, or, as environment variables
 * have it, without a sign of where the words begin.
 */
final class SettingNames {

    /** Names of several words; nothing else needs to be known here, for dashes tell the words apart by themselves. */
    private static final List<String> OF_SEVERAL_WORDS = List.of(
            "accountSid",
            "alertEmail",
            "alertOnFailure",
            "allowedNetworks",
            "apiKey",
            "apiKeySecret",
            "apiKeySid",
            "atLeast",
            "authToken",
            "basePath",
            "baseUrl",
            "bodyContains",
            "bodyMatches",
            "bufferedResults",
            "calendarId",
            "cleanupAt",
            "clientId",
            "clientSecret",
            "cronSecret",
            "degradedAbovePercent",
            "degradedAfter",
            "degradedBelowPercent",
            "degradedThreshold",
            "dependsOn",
            "downAbovePercent",
            "downAfter",
            "downBefore",
            "downBelowPercent",
            "expectedCauses",
            "failureThreshold",
            "healthyWhen",
            "keystorePassword",
            "liveStreams",
            "localNetwork",
            "minimumBalance",
            "minimumSample",
            "ownHealth",
            "passiveFor",
            "recheckAfter",
            "refreshToken",
            "requestsPerSecond",
            "requireWritable",
            "retryDelay",
            "serverName",
            "serviceAccount",
            "signInWith",
            "staleAfter",
            "startTls",
            "statusPage",
            "statusPageComponents",
            "successThreshold",
            "tokenUrl",
            "truststorePassword",
            "warnBefore");

    private static final Map<String, String> BY_LETTERS = byLetters();

    /** Groups whose names are the user's own and stay as they are. */
    private static final Set<String> FREE =
            Set.of("channels", "checks", "header", "headers", "json", "labels", "providers", "secrets", "thresholds");

    /** Lists of single words, which people write with commas between them. */
    private static final Set<String> LISTS = Set.of(
            "admin",
            "allowedNetworks",
            "channels",
            "components",
            "dependsOn",
            "expectedCauses",
            "hosts",
            "operator",
            "origins",
            "scopes",
            "severity",
            "signInWith",
            "status",
            "statusPageComponents",
            "tags",
            "to",
            "viewer");

    private static final Pattern DASHED = Pattern.compile("[-_]([a-z0-9])");

    private SettingNames() {}

    /** Returns the name as the readers of settings know it. */
    static String canonical(String written) {
        String known = BY_LETTERS.get(letters(written));
        return known != null
                ? known
                : DASHED.matcher(written).replaceAll(dash -> dash.group(1).toUpperCase(Locale.ROOT));
    }

    /** Returns whether these words are one name, which a variable of the environment has spelt with {@code _}. */
    static boolean isOneName(List<String> words) {
        return words.size() > 1 && BY_LETTERS.containsKey(letters(String.join("", words)));
    }

    static boolean isFree(String group) {
        return FREE.contains(group);
    }

    static boolean isList(String name) {
        return LISTS.contains(name);
    }

    /** Returns what two spellings of one name have in common. */
    static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> byLetters() {
        Map<String, String> names = new TreeMap<>();
        OF_SEVERAL_WORDS.forEach(name -> names.put(letters(name), name));
        return Map.copyOf(names);
    }
}
