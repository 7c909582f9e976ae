package io.healthmon.secret;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Removes what is secret from a text: known key formats, user names and passwords in addresses, and what stands behind
 * names such as {@code password=}.
 *
 * <p>In place of a secret stands {@code ***}; what tells which secret it was, such as {@code Authorization: Bearer}, is
 * kept. A text without anything secret is returned itself, at little cost and without allocation. The time grows with
 * the length of the text only, whatever the text is, and hardly with how many values are known. Immutable, but for that of
 * {@link KnownSecrets}, which follows what is known; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class Redactor {

    private static final Pattern LINE_BREAKERS = Pattern.compile("[\\s\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+");
    private static final Redactor STANDARD = new Redactor(new SecretLiterals());

    private final SecretLiterals literals;

    Redactor(SecretLiterals literals) {
        this.literals = literals;
    }

    SecretLiterals literals() {
        return literals;
    }

    /** Returns the redactor of everything that can be told by its form. */
    public static Redactor standard() {
        return STANDARD;
    }

    /**
     * Returns a redactor that removes these values too, as they are, URL-encoded, as JSON writes them, and in Base64, alone
     * or within a longer text such as {@code user:password}. Many keys are plain letters and digits and can be told by
     * nothing else.
     *
     * @param secrets the values; those shorter than four characters are left out, as they stand in too many words
     */
    public Redactor with(Collection<Secret> secrets) {
        if (secrets.isEmpty()) {
            return this;
        }
        SecretLiterals more = literals.copy();
        more.add(secrets, SecretLiterals.SHORTEST);
        return new Redactor(more);
    }

    /** Returns the text without anything secret: the same text when there is nothing. */
    public String redact(String text) {
        String plain = literals.redact(text);
        int suspected = SecretClues.in(plain);
        return suspected == 0 ? plain : SecretFormat.redact(plain, suspected);
    }

    /**
     * Returns the beginning of a text as a message may quote it: without anything secret, on one line, and cut between
     * words where there are any, since half of a secret can be told by nobody.
     *
     * @param longest how many characters it has at most, with the ellipsis at the end of a text that was cut
     */
    public String excerpt(String text, int longest) {
        String line = LINE_BREAKERS.matcher(redact(text)).replaceAll(" ").strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = line.lastIndexOf(' ', longest - 1);
        return (end < 1 ? line.substring(0, longest - 1) : line.substring(0, end)) + "…";
    }
}
