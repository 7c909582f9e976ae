package io.healthmon.provider.supabase;

import static io.healthmon.check.Cause.CONFIGURATION;
import static io.healthmon.check.Cause.CREDENTIALS_EXPIRED;
import static io.healthmon.check.Cause.CREDENTIALS_INVALID;
import static io.healthmon.check.Cause.CREDENTIALS_MISSING;
import static io.healthmon.check.Cause.PERMISSION;
import static io.healthmon.check.Cause.SERVER_ERROR;
import static io.healthmon.provider.service.ErrorRow.reduced;
import static io.healthmon.provider.service.ErrorRow.row;
import static io.healthmon.provider.service.Signal.anyStatus;
import static io.healthmon.provider.service.Signal.status;

import io.healthmon.provider.service.ErrorRow;
import io.healthmon.provider.service.ErrorTable;
import io.healthmon.provider.service.ServiceAnswer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The errors of PostgREST, told by its own codes and those of PostgreSQL; without a body the header names them. */
final class DatabaseErrors {

    private static final String ERRORS = "https://docs.postgrest.org/en/stable/references/errors.html";

    private static final Pattern PROXY_STATUS = Pattern.compile("PostgREST;\\s*error=\"?(\\w{1,20})");

    private static final ErrorRow[] ROWS = {
        row(
                anyStatus("PGRST301"),
                CREDENTIALS_INVALID,
                "Supabase cannot decode the key as a token, or its signature is wrong.",
                "Copy the key again; was the secret of the project changed?",
                ERRORS),
        row(
                anyStatus("PGRST303"),
                CREDENTIALS_EXPIRED,
                "The token in the key has expired, or the clock of its maker differs.",
                "Put a new key in \"apiKey\", and compare the clocks.",
                ERRORS),
        row(
                anyStatus("PGRST302"),
                CREDENTIALS_MISSING,
                "The Supabase project admits nobody without a token, and none was sent.",
                "Use a secret key or a legacy one in \"apiKey\".",
                ERRORS),
        row(
                anyStatus("42501"),
                PERMISSION,
                "The role of the Supabase key may not read this.",
                "Grant SELECT on the table or EXECUTE on the function to it, or use another key.",
                ERRORS),
        row(
                anyStatus("PGRST205", "42P01"),
                CONFIGURATION,
                "Supabase does not find the table among those that it exposes.",
                "Check \"table\" and \"schema\", or reload the schema cache.",
                ERRORS),
        row(
                anyStatus("PGRST202"),
                CONFIGURATION,
                "Supabase does not find the function among those that it exposes.",
                "Check \"function\" and \"schema\"; it has to be one without parameters.",
                ERRORS),
        row(anyStatus("42703"), CONFIGURATION, "The table has no such column.", "Check \"column\".", ERRORS),
        row(
                anyStatus("PGRST106"),
                CONFIGURATION,
                "The schema is not among those that Supabase exposes.",
                "Check \"schema\", or expose it in the dashboard: Settings > Data API.",
                ERRORS),
        row(
                anyStatus("PGRST000", "PGRST001", "PGRST002", "08*", "53*"),
                SERVER_ERROR,
                "PostgREST cannot reach the database of the project, or it is out of resources ({code}).",
                "See in the dashboard whether the database runs, its connections and its memory.",
                ERRORS),
        row(
                anyStatus("PGRST003"),
                SERVER_ERROR,
                "PostgREST waited too long for a connection to the database: too many clients, or slow queries.",
                "Look for slow queries in the dashboard, or enlarge the pool.",
                ERRORS),
        row(
                anyStatus("57014"),
                SERVER_ERROR,
                "The query took longer than statement_timeout.",
                "Let the check ask for a smaller table, or see what slows the database down.",
                "https://www.postgresql.org/docs/current/errcodes-appendix.html"),
        row(
                anyStatus("PGRST300"),
                CONFIGURATION,
                "PostgREST has no secret to verify tokens with.",
                "Set jwt-secret on the server.",
                ERRORS),
        row(
                anyStatus("PGRST1xx"),
                CONFIGURATION,
                "PostgREST does not take the query of this check ({code}).",
                "Compare \"table\", \"column\" and \"function\" with the project.",
                ERRORS)
    };

    static final ErrorTable TABLE = SupabaseErrors.withCommon(ErrorTable.of(DatabaseErrors::codes, ROWS));

    /** The errors of a call, which may also answer nothing. */
    static final ErrorTable CALL = TABLE.and(
            reduced(
                    status(204),
                    "The function ran but answers nothing, so no value of the database was seen. Let it return a value, as 1."));

    /** The errors of the root, whose refusal has a reason of its own; it is asked for without a body. */
    static final ErrorTable ROOT = SupabaseErrors.withCommon(ErrorTable.of(
                    DatabaseErrors::codes,
                    reduced(
                            status(200),
                            "PostgREST answers, but no table was asked for: the database may be away. Set \"table\" or"
                                    + " \"function\"."),
                    row(
                            status(403),
                            PERMISSION,
                            "The root of the API needs a secret key.",
                            "Set \"table\" or \"function\".",
                            "https://github.com/supabase/supabase/pull/45462"))
            .and(ROWS));

    private DatabaseErrors() {}

    /** Returns the code and the family that it is of. */
    private static Collection<String> codes(ServiceAnswer answer) {
        if (answer.http().succeeded()) {
            return List.of();
        }
        return answer.at("code")
                .or(() -> proxyStatus(answer))
                .map(code -> List.of(code, family(code)))
                .orElse(List.of());
    }

    private static Optional<String> proxyStatus(ServiceAnswer answer) {
        Matcher named =
                PROXY_STATUS.matcher(answer.http().header("Proxy-Status").orElse(""));
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }

    private static String family(String code) {
        if (code.startsWith("PGRST1")) {
            return "PGRST1xx";
        }
        return code.length() == 5 ? code.substring(0, 2) + "*" : code;
    }
}
