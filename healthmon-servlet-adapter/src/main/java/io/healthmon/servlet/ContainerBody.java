package io.healthmon.servlet;

import io.healthmon.http.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request to a container. */
final class ContainerBody implements RequestBody {

    private final HttpServletRequest request;

    ContainerBody(HttpServletRequest request) {
        this.request = request;
    }

    /** Returns -1 for a request without a body, too; its stream is empty. */
    @Override
    public long length() {
        return request.getContentLengthLong();
    }

    @Override
    public InputStream open() throws IOException {
        return new FilterInputStream(request.getInputStream()) {
            @Override
            public void close() {
                // The container closes it; what is left of a body that is too large is read after the answer.
            }
        };
    }
}
