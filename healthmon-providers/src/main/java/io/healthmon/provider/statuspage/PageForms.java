package io.healthmon.provider.statuspage;

import java.util.List;
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
        boolean summary = fields.group("status").raw("indicator").isPresent();
        return summary ? Optional.of(PageSummary.read(fields, address)) : Optional.empty();
    }

    /** Returns whether something of this state is going on now. */
    static boolean isOpen(String state) {
        return !NOT_OPEN.contains(state);
    }
}
