package io.healthmon.secret;

import static io.healthmon.secret.SecretFormat.AUTHORIZATION;
import static io.healthmon.secret.SecretFormat.AWS;
import static io.healthmon.secret.SecretFormat.BEARER;
import static io.healthmon.secret.SecretFormat.DISCORD_HOOK;
import static io.healthmon.secret.SecretFormat.GITHUB;
import static io.healthmon.secret.SecretFormat.GOOGLE;
import static io.healthmon.secret.SecretFormat.JSON_WEB_TOKEN;
import static io.healthmon.secret.SecretFormat.NAMED;
import static io.healthmon.secret.SecretFormat.ORACLE_USER;
import static io.healthmon.secret.SecretFormat.PRIVATE_KEY;
import static io.healthmon.secret.SecretFormat.QUERY;
import static io.healthmon.secret.SecretFormat.RESEND;
import static io.healthmon.secret.SecretFormat.SENDGRID;
import static io.healthmon.secret.SecretFormat.SLACK;
import static io.healthmon.secret.SecretFormat.SLACK_HOOK;
import static io.healthmon.secret.SecretFormat.STRIPE;
import static io.healthmon.secret.SecretFormat.SUPABASE;
import static io.healthmon.secret.SecretFormat.TEAMS_HOOK;
import static io.healthmon.secret.SecretFormat.TELEGRAM;
import static io.healthmon.secret.SecretFormat.TWILIO;
import static io.healthmon.secret.SecretFormat.USER_INFO;
import static io.healthmon.secret.SecretFormat.WEBHOOK_SECRET;

/**
 * Looks once over a text and says which secret formats may stand in it, so that an ordinary text meets no pattern.
 *
 * <p>Each format has a rare character that it cannot do without and whose neighbours settle most doubts. Saying a format
 * too many costs time; one too few would let a secret through.
 */
final class SecretClues {

    private static final int HOOKS = SLACK_HOOK.bit() | DISCORD_HOOK.bit() | TEAMS_HOOK.bit();
    private static final int USERS = USER_INFO.bit() | ORACLE_USER.bit();
    private static final int NAMES = QUERY.bit() | AUTHORIZATION.bit() | NAMED.bit();
    private static final int UNDERSCORES =
            GITHUB.bit() | STRIPE.bit() | WEBHOOK_SECRET.bit() | RESEND.bit() | SUPABASE.bit();

    /** Not a format: something with a scheme was seen, without which {@code @} is only that of a mail address. */
    private static final int ADDRESS = 1 << 31;

    /** How what stands before {@code =} or {@code :} ends when its value is secret. */
    private static final String[] SECRET_ENDINGS = {
        "token",
        "cookie",
        "pass",
        "credential",
        "credentials",
        "auth",
        "session",
        "id",
        "authorization",
        "secret",
        "ticket",
        "password",
        "passwd",
        "pwd",
        "passphrase",
        "signature",
        "code",
        "key",
        "sig"
    };

    private SecretClues() {}

    /** Returns the bits of the formats that may stand in the text, 0 for none. */
    static int in(String text) {
        int found = 0;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            // Most letters are none of these; the comparison is cheaper than the jump.
            if (character < 'c' || character == 'x') {
                found |= at(text, index, character);
            }
        }
        return (found & ADDRESS) == 0 ? found & ~USERS : found & ~ADDRESS;
    }

    private static int at(String text, int index, char character) {
        return switch (character) {
            case '@' -> USERS;
            case '/' -> slash(text, index);
            case ':', '=' -> separator(text, index);
            case '_' -> underscore(text, index);
            case '.' -> dot(text, index);
            case '-' -> dash(text, index);
            case 'A', 'S' -> capital(text, index);
            case 'b', 'B' -> clue(BEARER, is(text, index, "bearer") || is(text, index, "basic"));
            case 'x', 'X' -> clue(SLACK, is(text, index, "xox") || is(text, index, "xapp-"));
            default -> 0;
        };
    }

    private static int slash(String text, int index) {
        boolean hook = is(text, index, "//hooks.slack") || is(text, index, "/webhooks/");
        int hooks = hook ? HOOKS : 0;
        return hooks | clue(GOOGLE, text.startsWith("1//", index - 1));
    }

    private static int separator(String text, int index) {
        int end = index;
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (end > 0 && (text.charAt(end - 1) == '"' || text.charAt(end - 1) == '\'')) {
            end--;
        }
        int names = endsSecretly(text, end) ? NAMES : 0;
        if (text.charAt(index) == '=') {
            return names;
        }
        boolean address = text.startsWith("//", index + 1) || before(text, index) == 'e' || before(text, index) == 'E';
        boolean afterDigit = before(text, index) >= '0' && before(text, index) <= '9';
        return names | (address ? ADDRESS : 0) | clue(TELEGRAM, afterDigit && text.length() - index > 35);
    }

    private static boolean isSpace(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    private static boolean endsSecretly(String text, int end) {
        if (end == 0 || "ntdeygslh".indexOf(text.charAt(end - 1) | 0x20) < 0) {
            return false;
        }
        for (String ending : SECRET_ENDINGS) {
            if (is(text, end - ending.length(), ending)) {
                return true;
            }
        }
        return false;
    }

    private static int underscore(String text, int index) {
        return "kcebpousrt".indexOf(before(text, index)) < 0 ? 0 : UNDERSCORES;
    }

    private static int dot(String text, int index) {
        return clue(JSON_WEB_TOKEN, text.startsWith(".ey", index))
                | clue(SENDGRID, before(text, index) == 'G')
                | clue(GOOGLE, text.startsWith("ya29", index - 4))
                | clue(TEAMS_HOOK, is(text, index, ".webhook.office"));
    }

    private static int dash(String text, int index) {
        return clue(PRIVATE_KEY, text.startsWith("-----BEGIN", index))
                | clue(GOOGLE, text.startsWith("GOCSPX", index - 6));
    }

    private static int capital(String text, int index) {
        boolean twilio = text.startsWith("AC", index) || text.startsWith("SK", index);
        return clue(TWILIO, twilio && text.length() - index >= 34)
                | clue(AWS, text.startsWith("AKIA", index) || text.startsWith("ASIA", index))
                | clue(GOOGLE, text.startsWith("AIza", index));
    }

    private static int clue(SecretFormat format, boolean found) {
        return found ? format.bit() : 0;
    }

    private static boolean is(String text, int index, String expected) {
        return text.regionMatches(true, index, expected, 0, expected.length());
    }

    private static char before(String text, int index) {
        return index == 0 ? 0 : text.charAt(index - 1);
    }
}
