package io.healthmon.jdbc;

import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import java.util.List;
import java.util.regex.Pattern;

/** Says where a database is, without what may be secret. */
final class Place {

    /** A password before a host, or as a parameter wherever that may stand. */
    private static final Pattern PASSWORD = Pattern.compile("//[^/@:]*:([^/@]+)@|(?i:password)=([^&;),]+)");

    private Place() {}

    /** Returns the passwords that stand in an address; drivers cite what they do not understand. */
    static List<Secret> passwords(String url) {
        return PASSWORD.matcher(url)
                .results()
                .map(found -> Secret.of(found.group(1) == null ? found.group(2) : found.group(1)))
                .toList();
    }

    /** Returns an address without its parameters and without a user's name and password. */
    static String of(String url) {
        String plain = url.replaceFirst("[?;].*", "")
                .replaceFirst("//[^/]*@", "//")
                .replaceAll("(?i)password=[^),/]*", "password=***");
        return Redactor.standard().redact(plain);
    }
}
