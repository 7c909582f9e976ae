package io.healthmon;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that people open in a browser. */
final class WebAddress {

    private WebAddress() {}

    /** Reads an address; the message of the exception is the end of a sentence that begins with the address. */
    static URI parse(String text) {
        String allowed = "is not allowed; use an http:// or https:// address";
        try {
            URI url = new URI(text.trim());
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (web && url.getHost() != null && url.getUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException unreadable) {
            throw new IllegalArgumentException(allowed, unreadable);
        }
        throw new IllegalArgumentException(allowed + " without a password");
    }
}
