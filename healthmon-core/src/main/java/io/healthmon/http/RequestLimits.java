package io.healthmon.http;

import java.util.List;
import java.util.regex.Pattern;

/** What a request must keep to before anybody looks at what it wants: one meaning, and a bounded size. */
final class RequestLimits {

    private static final int LONGEST_ADDRESS = 4_096;
    private static final int LARGEST_HEADERS = 32_768;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private RequestLimits() {}

    /** Refuses a request that is ambiguous or too large by its own account; reads nothing of its body. */
    static void enforce(ApiRequest request) {
        if (hostIsAmbiguous(request) || lengthIsAmbiguous(request.headers())) {
            throw ProblemException.ambiguous();
        }
        String query = request.query();
        if (request.path().length() + (query == null ? 0 : query.length()) > LONGEST_ADDRESS) {
            throw ProblemException.addressTooLong(LONGEST_ADDRESS);
        }
        if (request.headers().size() > LARGEST_HEADERS) {
            throw ProblemException.headersTooLarge(LARGEST_HEADERS);
        }
        RequestBodies.refuseTooLarge(request.body());
    }

    /** HTTP/1.1 demands a host; what is older has none, and what is newer says it in another way. */
    private static boolean hostIsAmbiguous(ApiRequest request) {
        List<String> hosts = request.headers().all("Host");
        return hosts.size() > 1
                || (hosts.isEmpty() && request.connection().protocol().equalsIgnoreCase("HTTP/1.1"));
    }

    /** Returns whether another server in between might see the end of the body in another place than this one. */
    private static boolean lengthIsAmbiguous(RequestHeaders headers) {
        List<String> lengths = headers.all("Content-Length");
        if (lengths.isEmpty()) {
            return false;
        }
        boolean chunked = !headers.all("Transfer-Encoding").isEmpty();
        return chunked
                || lengths.size() > 1
                || !LENGTH.matcher(lengths.get(0).trim()).matches();
    }
}
