package io.healthmon.provider.statuspage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The forms that status pages have, told apart by shape. */
final class PageForms {

    static final String UNNAMED = "an incident without a name";

    private static final Set<String> NOT_OPEN = Set.of("resolved", "postmortem", "completed", "cancelled", "scheduled");

    private PageForms() {}

    /** Reads a document; empty when it has none of the forms. */
    static Optional<PageReport> read(@Nullable Object document, PageAddress address) {
        if (document instanceof List<?> list) {
            return WorkspaceIncidents.read(list, address);
        }
        Fields fields = Fields.of(document);
        if (fields.values().containsKey("active_incidents")) {
            return Optional.of(SlackIncidents.read(fields, address));
        }
        return isSummary(fields) ? Optional.of(PageSummary.read(fields, address)) : Optional.empty();
    }

    /** An incident speaks for the form too: pages leave out the indicator, or call it null, while one is open. */
    private static boolean isSummary(Fields fields) {
        boolean titled =
                fields.values().get("status") instanceof Map || fields.values().get("page") instanceof Map;
        boolean tells = titled && !fields.groups("incidents").isEmpty();
        return tells || fields.group("status").raw("indicator").isPresent();
    }

    /** Returns whether something of this state is going on now. */
    static boolean isOpen(String state) {
        return !NOT_OPEN.contains(state);
    }
}
