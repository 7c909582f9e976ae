package io.healthmon.secret;

import java.util.Collection;

/**
 * Something that was given secrets, such as a check with a token or a channel with a password.
 *
 * <p>A check, a channel, a store or an authenticator that is one has its secrets kept out of everything that its monitor
 * shows, stores or logs, wherever they come from: from its own messages, and from what others say of it. Whoever wraps
 * one passes them on.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface SecretHolder {

    /** Returns the secrets that it was given; asked when it comes, on the thread that brings it. */
    Collection<Secret> secrets();
}
