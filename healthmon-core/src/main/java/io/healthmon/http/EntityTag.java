package io.healthmon.http;

import io.healthmon.ManagedIntegrations.Managed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags after RFC 9110: the revision of what is set of an integration, and which one a caller wants to change. */
final class EntityTag {

    private static final Pattern ONE = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e]{0,100})\"");
    private static final int MOST = 20;

    private EntityTag() {}

    static String of(Managed managed) {
        return "\"" + managed.revision() + "\"";
    }

    /**
     * Returns the revision that {@code If-Match} asks for; null if any will do.
     *
     * @param present the revision there is; only asked for where several are named
     */
    static @Nullable String wanted(ApiRequest request, Supplier<Optional<String>> present) {
        String header = String.join(",", request.headers().all("If-Match")).trim();
        if (header.isEmpty() || header.equals("*")) {
            return null;
        }
        List<String> strong = new ArrayList<>();
        String[] tags = header.split(",", MOST + 1);
        for (String tag : tags) {
            Matcher one = ONE.matcher(tag.trim());
            if (tags.length > MOST || !one.matches()) {
                throw ProblemException.badRequest(
                        "If-Match is not a list of up to " + MOST + " entity tags in double quotes.");
            }
            if (one.group(1) == null) {
                strong.add(one.group(2));
            }
        }
        if (strong.size() == 1) {
            return strong.get(0);
        }
        return present.get()
                .filter(strong::contains)
                .orElseThrow(() -> ProblemException.preconditionFailed(
                        "The integration is no longer as it was in these revisions; read it again."));
    }
}
