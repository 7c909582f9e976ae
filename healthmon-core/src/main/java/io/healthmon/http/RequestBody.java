package io.healthmon.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a request, not read yet: the handler reads it only where it needs it, and never more than 64 KiB.
 *
 * @since 0.1
 */
public interface RequestBody {

    /** Returns how many bytes the request says it has; -1 when it does not say. */
    long length();

    /** Returns the bytes; called at most once, and not when there is no need of them. */
    InputStream open() throws IOException;

    /** Returns a body without bytes. */
    static RequestBody empty() {
        return of(new byte[0]);
    }

    /** Returns a body of the given bytes, which are not copied. */
    static RequestBody of(byte[] bytes) {
        return new RequestBody() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
