package io.healthmon.secret;

import java.util.Collection;

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
}
