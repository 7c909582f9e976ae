package io.healthmon.servlet;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/** The part of a request's path that is the container's: the context path, and the prefix of the servlet's mapping. */
final class Mount {

    private static final String WILDCARD = "/*";

    private Mount() {}

    /**
     * Returns it as it was sent. The container knows it decoded only, so it is found by its number of segments; a client
     * who writes it in a roundabout way, with dots or double slashes, finds nothing behind it.
     *
     * @param fixed the prefix, or null for that of the mapping
     */
    static String of(HttpServletRequest request, @Nullable String fixed) {
        String path = request.getRequestURI();
        String known = request.getServletContext().getContextPath()
                + (fixed == null ? prefix(request.getHttpServletMapping()) : fixed);
        int end = 0;
        for (int slash = known.indexOf('/'); slash >= 0; slash = known.indexOf('/', slash + 1)) {
            end = path.indexOf('/', end + 1);
            if (end < 0) {
                return path;
            }
        }
        return path.substring(0, end);
    }

    /** Returns the prefix of a mapping as {@code /healthmon/*}; any other mapping has none. */
    private static String prefix(HttpServletMapping mapping) {
        String pattern = mapping.getPattern();
        return mapping.getMappingMatch() == MappingMatch.PATH && pattern.endsWith(WILDCARD)
                ? pattern.substring(0, pattern.length() - WILDCARD.length())
                : "";
    }
}
