package io.healthmon.secret;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The secrets that one monitor knows by heart, which come and go with those who hold them.
 *
 * <p>One redactor follows them, so that whoever has it never has to ask for another. Safe for use by multiple threads:
 * coming and going waits for its own kind only, and redacting for nothing.
 *
 * @since 0.1
 */
public final class KnownSecrets {

    /** Shorter ones stand in too many words: nobody wrote them down to have them taken out of texts. */
    private static final int SHORTEST = 6;

    /** Nobody has one of these among his words, nor guesses at it. */
    private static final int UNMISTAKABLE = 16;

    private final SecretLiterals literals;
    private final SecretLiterals unmistakable;
    private final Redactor redactor;
    private final IdentityHashMap<Object, Held> holders = new IdentityHashMap<>();

    private KnownSecrets(SecretLiterals literals, SecretLiterals unmistakable) {
        this.literals = literals;
        this.unmistakable = unmistakable;
        this.redactor = new Redactor(literals);
    }

    /** Returns what begins with all that a redactor knows, for good. */
    public static KnownSecrets beginningWith(Redactor known) {
        return new KnownSecrets(known.literals().copy(), known.literals().copy());
    }

    /** Returns the redactor that knows whatever is known at the moment. */
    public Redactor redactor() {
        return redactor;
    }

    /**
     * Returns the redactor for telling whether a text from outside holds a secret: it leaves out what was learnt of fewer than
     * 16 characters, which may be words that people use, and could be guessed at by what is refused.
     */
    public Redactor unmistakable() {
        return new Redactor(unmistakable);
    }

    /**
     * Learns what something holds, if it is a {@link SecretHolder}; a secret of fewer than six characters is left out, as it
     * stands in too many words.
     *
     * @param part is to be forgotten as often as it was learnt
     */
    public synchronized void learn(Object part) {
        if (part instanceof SecretHolder holder) {
            Held held = holders.get(part);
            if (held == null) {
                List<Secret> secrets = List.copyOf(holder.secrets());
                literals.add(secrets, SHORTEST);
                unmistakable.add(secrets, UNMISTAKABLE);
                holders.put(part, new Held(secrets, 1));
            } else {
                holders.put(part, new Held(held.secrets, held.times + 1));
            }
        }
    }

    /** Forgets what something holds, unless somebody else holds it too; of what was never learnt, nothing. */
    public synchronized void forget(Object part) {
        Held held = holders.remove(part);
        if (held != null && held.times > 1) {
            holders.put(part, new Held(held.secrets, held.times - 1));
        } else if (held != null) {
            literals.remove(held.secrets, SHORTEST);
            unmistakable.remove(held.secrets, UNMISTAKABLE);
        }
    }

    /** Returns nothing of what is known. */
    @Override
    public String toString() {
        return "KnownSecrets";
    }

    private record Held(Collection<Secret> secrets, int times) {}
}
