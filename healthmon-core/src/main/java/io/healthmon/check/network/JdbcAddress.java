package io.healthmon.check.network;

import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a database, taken apart as far as all drivers agree.
 *
 * @param url the address as it was given
 */
record JdbcAddress(String url) {

    private static final Pattern START = Pattern.compile("(?i)jdbc:[a-z][a-z0-9_+.-]{0,40}:.*", Pattern.DOTALL);
    private static final Pattern SERVER = Pattern.compile("(?:[\\w.-]*|\\[[0-9a-fA-F:.]*])(?::\\d{1,5})?");
    private static final Pattern SECRET_PROPERTY = Pattern.compile(
            "(?i)[?;&,(][a-z0-9_.]*(?:user|password|passwd|pwd|secret|token|key)[a-z0-9_.]*=([^&;,)]*)");

    /** Refuses what no driver can take; the message shows nothing of it, since a password may stand anywhere. */
    JdbcAddress {
        if (!START.matcher(url).matches()) {
            throw new IllegalArgumentException(
                    "url is not allowed; use an address such as jdbc:postgresql://db.example.com:5432/app");
        }
    }

    /** Returns the part that chooses the driver, such as {@code jdbc:postgresql:}. */
    String driver() {
        return url.substring(0, url.indexOf(':', "jdbc:".length()) + 1).toLowerCase(Locale.ROOT);
    }

    /** Returns everything up to the servers, such as {@code jdbc:mysql://db.example.com}; empty when it names none. */
    String origin() {
        int slashes = url.indexOf("//");
        return slashes < 0 || slashes > end(url, 0, "?;")
                ? ""
                : url.substring(0, end(url, slashes + 2, "/?;#")).toLowerCase(Locale.ROOT);
    }

    /** Returns the properties with the mark that begins them; empty for none. */
    String properties() {
        return url.substring(end(url, 0, "?;"));
    }

    /** Returns whether it has a property of this name, in whatever case. */
    boolean hasProperty(String name) {
        return Pattern.compile("[?&;,(]\\s*" + Pattern.quote(name) + "\\s*=", Pattern.CASE_INSENSITIVE)
                .matcher(properties())
                .find();
    }

    /** Returns the hosts that it names, without their ports. */
    List<String> hosts() {
        List<String> hosts = new ArrayList<>();
        String origin = origin();
        String servers = origin.isEmpty() ? "" : origin.substring(origin.indexOf("//") + 2);
        for (String server : servers.substring(servers.lastIndexOf('@') + 1).split(",", -1)) {
            String host = server.replaceFirst(":\\d{1,5}$", "").replaceAll("[\\[\\]]", "");
            if (!host.isBlank()) {
                hosts.add(host);
            }
        }
        return hosts;
    }

    /** Returns whether a user name, a password or another credential stands in it. */
    boolean holdsCredentials() {
        return url.indexOf('@') >= 0 || SECRET_PROPERTY.matcher(url).find();
    }

    /** Returns what stands in it that no message may show. */
    List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        Matcher properties = SECRET_PROPERTY.matcher(url);
        while (properties.find()) {
            secrets.add(Secret.of(properties.group(1)));
        }
        if (mayHoldLogin()) {
            String login = url.substring(url.indexOf("//") + 2, url.lastIndexOf('@'));
            secrets.add(Secret.of(login));
            secrets.add(Secret.of(login.substring(login.indexOf(':') + 1)));
        }
        return secrets;
    }

    /** Returns it without user, password and properties. */
    String shown() {
        String plain = mayHoldLogin()
                ? url.substring(0, url.indexOf("//") + 2) + url.substring(url.lastIndexOf('@') + 1)
                : url;
        return Redactor.standard().redact(plain.substring(0, end(plain, 0, "?;")));
    }

    /** Returns whether a login stands before the servers, in which any mark may stand; in doubt it does. */
    private boolean mayHoldLogin() {
        int slashes = url.indexOf("//");
        if (slashes < 0 || url.lastIndexOf('@') < slashes) {
            return false;
        }
        String servers = url.substring(slashes + 2, end(url, slashes + 2, "/?;"));
        for (String server : servers.split(",", -1)) {
            if (!SERVER.matcher(server).matches()) {
                return true;
            }
        }
        return false;
    }

    private static int end(String text, int from, String marks) {
        int index = from;
        while (index < text.length() && marks.indexOf(text.charAt(index)) < 0) {
            index++;
        }
        return index;
    }

    @Override
    public String toString() {
        return shown();
    }
}
