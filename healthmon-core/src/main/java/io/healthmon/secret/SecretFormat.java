package io.healthmon.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms by which a secret can be told, in the order in which they are applied.
 *
 * <p>Each pattern takes time in proportion to the text: what it repeats without limit either cannot overlap with what
 * follows, or begins only where nothing of the same kind stands before it.
 */
enum SecretFormat {
    PRIVATE_KEY(
            "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[^-]*+(?:-(?!----)[^-]*+){0,20}+"
                    + "(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?",
            "***"),
    USER_INFO("(?i)\\b([a-z][a-z0-9+.-]{1,20}://)[^\\s/?#\"'<>]+@", "$1***@"),
    ORACLE_USER("(?i)\\b(jdbc:oracle:[a-z]{1,10}:)[^\\s/@]{1,128}+/[^\\s@]{1,512}@", "$1***@"),
    SLACK_HOOK(
            "(?i)https://hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/[^\\s\"'<>]+",
            "https://hooks.slack.com/***"),
    DISCORD_HOOK(
            "(?i)https://(?:[a-z]{1,20}\\.)?discord(?:app)?\\.com/api(?:/v\\d{1,3})?/webhooks/\\d+/[\\w-]+",
            "https://discord.com/api/webhooks/***"),
    TEAMS_HOOK("(?i)https://[\\w.-]+\\.webhook\\.office\\.com/[^\\s\"'<>]+", "https://webhook.office.com/***"),
    QUERY(
            "(?i)([?&;](?:access_token|id_token|refresh_token|token|ticket|apikey|api_key|key|sig|signature|code"
                    + "|client_secret|password|sslpassword|secret)=)[^&;\\s\"'<>#]+",
            "$1***"),
    AUTHORIZATION(
            "(?i)(\\b(?:proxy-)?authorization[\"']?\\s*+[:=]\\s*+[\"']?"
                    + "(?:(?:bearer|basic|token|digest|negotiate)\\s++)?)[^\\s\"',;]+",
            "$1***"),
    BEARER("(?i)(\\b(?:bearer|basic)\\s++)[A-Za-z0-9._~+/=-]{8,}", "$1***"),
    // why: "auth" is the name of services, too, of which a sentence or a list says something behind a colon
    NAMED(
            "(?i)((?:token|secret|password|passwd|pwd|passphrase|\\bpass|credentials?|\\bauth(?=[\"'=]|\\s{1,3}=|:\\S)|cookie|session(?:[_-]?id)?|\\bsid|api[_-]?key"
                    + "|secret[_-]?key|access[_-]?key|routing[_-]?key|private[_-]?key)[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?)[^\"'\\s,;&}\\]]+",
            "$1***"),
    GITHUB("\\bgh[pousr]_[A-Za-z0-9]{20,}|\\bgithub_pat_[A-Za-z0-9_]{20,}", "***"),
    STRIPE("\\b(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9*]{4,}", "***"),
    WEBHOOK_SECRET("\\bwh(?:sec|sk)_[A-Za-z0-9+/=_-]{8,}", "***"),
    TWILIO("\\b(?:AC|SK)[0-9a-fA-F]{32}\\b", "***"),
    RESEND("\\bre_[A-Za-z0-9]{6,}_[A-Za-z0-9]{16,}\\b", "***"),
    SUPABASE("\\b(?:sb_secret_[A-Za-z0-9_-]{10,}|sbp_[A-Za-z0-9]{20,})", "***"),
    JSON_WEB_TOKEN("(?<![\\w-])(?=[\\w-]*?ey[\\w-]{10})[\\w-]++\\.ey[\\w-]{10,}+(?:\\.[\\w-]*+)?", "***"),
    GOOGLE(
            "\\bya29\\.[A-Za-z0-9._-]{10,}|\\b1//[A-Za-z0-9_-]{20,}|\\bGOCSPX-[A-Za-z0-9_-]{20,}"
                    + "|\\bAIza[A-Za-z0-9_-]{35}",
            "***"),
    SLACK("(?i)\\b(?:xoxe\\.)?xox[abceoprs]-[a-z0-9-]{8,}|\\bxapp-\\d-[a-z0-9-]{8,}", "***"),
    SENDGRID("\\bSG\\.[\\w-]{16,}\\.[\\w-]{16,}", "***"),
    TELEGRAM("(?<!\\d)\\d{5,16}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])", "***"),
    AWS("\\b(?:AKIA|ASIA)[A-Z2-7]{16}\\b", "***");

    private static final SecretFormat[] ALL = values();

    private final Pattern pattern;
    private final String replacement;

    SecretFormat(String pattern, String replacement) {
        this.pattern = Pattern.compile(pattern);
        this.replacement = replacement;
    }

    /** Returns this format's bit in a set of formats; the bits never leave the process, so their order may change. */
    @SuppressWarnings("EnumOrdinal")
    int bit() {
        return 1 << ordinal();
    }

    /** Returns the text without the secrets of these formats; the same text when there is none. */
    static String redact(String text, int formats) {
        String redacted = text;
        for (int left = formats; left != 0; left &= left - 1) {
            SecretFormat format = ALL[Integer.numberOfTrailingZeros(left)];
            Matcher matcher = format.pattern.matcher(redacted);
            redacted = matcher.find() ? matcher.replaceAll(format.replacement) : redacted;
        }
        return redacted;
    }
}
