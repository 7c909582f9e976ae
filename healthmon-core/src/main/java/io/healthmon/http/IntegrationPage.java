package io.healthmon.http;

import io.healthmon.HealthSnapshot.Summary;
import io.healthmon.IntegrationHealth;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of integrations: worst first, then by name.
 *
 * <p>The cursor says after which place in that order the next page begins, not how many were before it, so that
 * changes in between neither repeat nor lose what did not change.
 */
final class IntegrationPage {

    private static final int DEFAULT_LIMIT = 200;
    private static final int MOST = 1_000;

    /** The order of a snapshot. */
    private static final Comparator<Place> ORDER = Comparator.comparing(Place::status)
            .thenComparing(Place::name, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Place::id);

    private final Parameters parameters;

    IntegrationPage(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the page of those that the filters let through, and the summary of all of these.
     *
     * @param integrations in the order of a snapshot
     */
    Map<String, @Nullable Object> of(
            List<IntegrationHealth> integrations,
            Function<IntegrationHealth, Map<String, @Nullable Object>> rendering) {
        int limit = parameters.number("limit", DEFAULT_LIMIT, MOST);
        Optional<Place> after = parameters.single("cursor").map(Place::parse);
        List<IntegrationHealth> matching = matching(integrations);
        List<IntegrationHealth> rest = matching.stream()
                .filter(health -> after.isEmpty() || ORDER.compare(Place.of(health), after.get()) > 0)
                .limit(limit + 1L)
                .toList();
        List<IntegrationHealth> page = rest.subList(0, Math.min(limit, rest.size()));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("integrations", page.stream().map(rendering).toList());
        json.put("summary", IntegrationJson.summary(Summary.of(matching)));
        json.put(
                "nextCursor",
                rest.size() > limit ? Place.of(page.get(limit - 1)).cursor() : null);
        return json;
    }

    private List<IntegrationHealth> matching(List<IntegrationHealth> integrations) {
        Set<HealthStatus> statuses =
                parameters.all("status").stream().map(IntegrationPage::status).collect(Collectors.toSet());
        Stream<IntegrationHealth> matching =
                integrations.stream().filter(health -> statuses.isEmpty() || statuses.contains(health.status()));
        matching = only(matching, "type", integration -> one(integration.type()));
        matching = only(matching, "provider", integration -> one(integration.provider()));
        matching = only(matching, "owner", integration -> one(integration.owner()));
        return only(matching, "tag", Integration::tags).toList();
    }

    private Stream<IntegrationHealth> only(
            Stream<IntegrationHealth> all, String parameter, Function<Integration, Set<String>> labels) {
        Set<String> wanted = parameters.all(parameter);
        return wanted.isEmpty()
                ? all
                : all.filter(
                        health -> labels.apply(health.integration()).stream().anyMatch(wanted::contains));
    }

    private static Set<String> one(@Nullable String label) {
        return label == null ? Set.of() : Set.of(label);
    }

    private static HealthStatus status(String label) {
        return Stream.of(HealthStatus.values())
                .filter(status -> status.label().equals(label))
                .findFirst()
                .orElseThrow(() -> ProblemException.badParameter("status", "use down, degraded, unknown or healthy"));
    }

    /** A place in the order. */
    private record Place(HealthStatus status, String name, String id) {

        static Place of(IntegrationHealth health) {
            return new Place(
                    health.status(),
                    health.integration().name(),
                    health.integration().id());
        }

        String cursor() {
            byte[] text = (status.label() + "\n" + id + "\n" + name).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
        }

        static Place parse(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                String[] parts = text.split("\n", -1);
                if (parts.length == 3) {
                    return new Place(IntegrationPage.status(parts[0]), parts[2], parts[1]);
                }
            } catch (IllegalArgumentException | ProblemException notOurs) {
                throw ProblemException.badParameter("cursor", "use the nextCursor of the page before");
            }
            throw ProblemException.badParameter("cursor", "use the nextCursor of the page before");
        }
    }
}
