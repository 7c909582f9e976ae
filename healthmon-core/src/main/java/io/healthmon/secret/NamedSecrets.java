package io.healthmon.secret;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The secrets that definitions from outside may name, each bound to its hosts.
 *
 * <p>What comes over the API says {@code {"secret": "crm-token"}} where a secret is wanted, and never holds one itself: so
 * none can be read back, and none sent to a host that whoever configured it did not name. Immutable; safe for use by
 * multiple threads.
 *
 * @since 0.1
 */
public final class NamedSecrets {

    private static final NamedSecrets NONE = new NamedSecrets(Map.of());
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");
    private static final int MOST = 1_000;

    private final Map<String, Secret> secrets;

    private NamedSecrets(Map<String, Secret> secrets) {
        this.secrets = secrets;
    }

    /** Returns a set without any. */
    public static NamedSecrets none() {
        return NONE;
    }

    /**
     * Returns this set and one more, at most 1,000 in all.
     *
     * @param name lower-case letters, digits, {@code -} and {@code _}, at most 50
     * @throws IllegalArgumentException if the name is not allowed or taken, the secret is blank, or a host cannot be read;
     *     the message never shows the secret
     */
    public NamedSecrets with(String name, Secret secret, Collection<String> hosts) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "secret name \"" + Redactor.standard().redact(name)
                            + "\" is not allowed; use lower-case letters, digits, '-' and '_', at most 50");
        }
        if (secrets.containsKey(name)) {
            throw new IllegalArgumentException("secret name \"" + name + "\" is taken; give each its own name");
        }
        if (secret.isBlank()) {
            throw new IllegalArgumentException("the secret \"" + name + "\" is blank; set its value, or leave it out");
        }
        if (secrets.size() >= MOST) {
            throw new IllegalArgumentException("there are " + MOST + " secrets already; use no more");
        }
        Map<String, Secret> more = new TreeMap<>(secrets);
        more.put(name, secret.boundTo(SecretHosts.of(hosts)));
        return new NamedSecrets(more);
    }

    /** Returns a secret, bound to its hosts. */
    public Optional<Secret> find(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    /** Returns all of them, for the redactor. */
    public Collection<Secret> values() {
        return secrets.values();
    }

    /** Returns the names in order; no value. */
    @Override
    public String toString() {
        return String.join(", ", secrets.keySet());
    }
}
