package io.healthmon.provider.google;

import java.util.List;

/**
 * What a check of Gmail asks for, by what the token is allowed.
 *
 * @since 0.1
 */
public enum GmailCall {
    /**
     * The profile of the mailbox, with its address. Works with all scopes but {@code gmail.labels} and {@code gmail.send}; a
     * token that is known to allow sending alone is good by its scopes. 1 quota unit.
     */
    PROFILE("/gmail/v1/users/me/profile", "gmail.metadata gmail.readonly gmail.compose gmail.modify mail.google.com"),

    /** How many messages there are about, none of them being read. 5 quota units. */
    MESSAGES(
            "/gmail/v1/users/me/messages?maxResults=1&fields=resultSizeEstimate",
            "gmail.metadata gmail.readonly gmail.modify mail.google.com"),

    /** The ids of the labels. Works with {@code gmail.labels} too. 1 quota unit. */
    LABELS(
            "/gmail/v1/users/me/labels?fields=labels/id",
            "gmail.labels gmail.metadata gmail.readonly gmail.modify mail.google.com"),

    /** Nothing: the scopes of the token have to allow sending, and no call is made. */
    SEND("/gmail/v1/users/me", "gmail.send gmail.compose gmail.modify mail.google.com");

    private final String path;
    private final String scopes;

    GmailCall(String path, String scopes) {
        this.path = path;
        this.scopes = scopes;
    }

    String path() {
        return path;
    }

    /** Returns the scopes of which one is enough. */
    List<String> scopes() {
        return List.of(scopes.split(" ", -1));
    }
}
