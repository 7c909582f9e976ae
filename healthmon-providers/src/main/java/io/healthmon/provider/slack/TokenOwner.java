package io.healthmon.provider.slack;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.provider.http.HttpAnswer;
import io.healthmon.provider.service.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whom a token has to belong to, and what it has to be allowed.
 *
 * @param team the id of the workspace, or null for any
 * @param scopes what it has to be allowed
 */
record TokenOwner(@Nullable String team, Set<String> scopes) {

    private static final String GRANTED = "X-OAuth-Scopes";
    private static final String SCOPES = "https://docs.slack.dev/reference/scopes";

    TokenOwner {
        scopes = Set.copyOf(scopes);
    }

    /** Says whether it is so, after what Slack tells of the token. */
    CheckResult judge(Shape test, HttpAnswer answer) {
        if (!test.flag("ok")) {
            throw test.wrong("error", "the name of an error");
        }
        Optional<String> actual = test.optionalText("team_id");
        CheckResult result = otherTeam(actual, answer)
                .map(CheckResult::down)
                .or(() -> scopes(answer))
                .orElseGet(CheckResult::healthy);
        result = actual.isPresent() ? result.withDetail("team", answer.safe(actual.get())) : result;
        Optional<String> app = test.optionalText("app_id");
        return app.isPresent() ? result.withDetail("app", answer.safe(app.get())) : result;
    }

    private Optional<Problem> otherTeam(Optional<String> actual, HttpAnswer answer) {
        if (team == null || actual.filter(team::equals).isPresent()) {
            return Optional.empty();
        }
        String message = actual.map(other ->
                        "The Slack token belongs to the workspace " + answer.safe(other) + " instead of " + team + ".")
                .orElse("Slack does not say which workspace the token belongs to, so it cannot be told whether it is "
                        + team + ".");
        return Optional.of(new Problem(
                Cause.CONFIGURATION,
                message,
                "Put a token of the workspace in \"token\", or correct or remove \"team\".",
                SlackErrors.METHOD));
    }

    private Optional<CheckResult> scopes(HttpAnswer answer) {
        List<String> told = answer.headers().allValues(GRANTED);
        Set<String> missing = new TreeSet<>(scopes);
        told.stream()
                .flatMap(granted -> Arrays.stream(granted.split(",", -1)))
                .map(String::strip)
                .forEach(missing::remove);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        // why: a proxy may have taken it away, and not every kind of token need have it.
        return Optional.of(
                told.isEmpty()
                        ? CheckResult.unknown(new Problem(
                                Cause.PERMISSION,
                                "Slack does not say what the token may: its answer has no header " + GRANTED + ".",
                                "See whether a proxy takes the header away, or remove \"scopes\".",
                                SCOPES))
                        : CheckResult.down(new Problem(
                                Cause.PERMISSION,
                                "The Slack token lacks " + String.join(", ", missing) + ".",
                                "Add what is missing to the scopes of the app and install the app again.",
                                SCOPES)));
    }
}
