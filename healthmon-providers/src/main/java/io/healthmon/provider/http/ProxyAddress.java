package io.healthmon.provider.http;

/**
 * Where a proxy listens.
 *
 * @param host its host name or address
 * @param port its port
 */
record ProxyAddress(String host, int port) {

    private static final int LAST_PORT = 65_535;

    ProxyAddress {
        if (host.isBlank() || port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException(allowed("proxy \"" + host + ":" + port + "\" "));
        }
    }

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException if the text is not of this form; it may hold a password and is not shown
     */
    static ProxyAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0
                || text.contains("/")
                || text.contains("@")
                || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(allowed("proxy "));
        }
        return new ProxyAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    private static String allowed(String subject) {
        return subject + "is not allowed; use host:port, such as proxy.example.com:3128, without scheme and password";
    }
}
