package io.healthmon.jdbc;

import io.healthmon.secret.Redactor;

/** Says where a database is, without what may be secret. */
final class Place {

    private Place() {}

    /** Returns an address without its parameters and without a user's name and password. */
    static String of(String url) {
        String plain = url.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//");
        return Redactor.standard().redact(plain);
    }
}
