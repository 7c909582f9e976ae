package io.healthmon.provider.supabase;

import static io.healthmon.check.Cause.ACCOUNT;
import static io.healthmon.check.Cause.CONFIGURATION;
import static io.healthmon.check.Cause.CREDENTIALS_INVALID;
import static io.healthmon.check.Cause.CREDENTIALS_MISSING;
import static io.healthmon.check.Cause.QUOTA;
import static io.healthmon.check.Cause.SERVER_ERROR;
import static io.healthmon.provider.service.ErrorRow.row;
import static io.healthmon.provider.service.Signal.status;
import static io.healthmon.provider.service.Signal.unknownHost;

import io.healthmon.provider.service.ErrorRow;
import io.healthmon.provider.service.ErrorTable;
import io.healthmon.provider.service.ServiceAnswer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The errors that stand before all services of a project: those of the gateway and of the platform. */
final class SupabaseErrors {

    static final String STATUS_PAGE = "https://status.supabase.com";
    static final String KEYS = "https://supabase.com/docs/guides/getting-started/api-keys";
    private static final String STATUSES = "https://supabase.com/docs/guides/troubleshooting/http-status-codes";

    private static final Pattern RESTRICTION = Pattern.compile("exceed_\\w{1,40}_quota|overdue_payment");

    private static final ErrorRow[] COMMON = {
        row(
                status(401).text("No API key found"),
                CREDENTIALS_MISSING,
                "No API key reached Supabase.",
                "See whether a proxy takes the header apikey away.",
                KEYS),
        row(
                status(401).text("Invalid API key"),
                CREDENTIALS_INVALID,
                "Supabase does not know the key: it is wrong, deleted or of another project, or legacy keys are disabled.",
                "Copy a key of this project again from Settings > API Keys and put it in \"apiKey\".",
                KEYS),
        row(
                status(401).text("secret API key in browser"),
                CONFIGURATION,
                "Supabase refuses secret keys from browsers, and took the User-Agent of the request for one.",
                "See whether a proxy puts another User-Agent in place of that of healthmon, or use a publishable key.",
                KEYS),
        row(
                status(402),
                ACCOUNT,
                "The Supabase organisation is restricted{restriction? (*)}.",
                "Pay the open bill, or raise the limit or the plan of the organisation.",
                STATUSES),
        row(status(540), ACCOUNT, "The Supabase project is paused.", "Restore it in the dashboard.", STATUSES),
        row(
                status(544),
                SERVER_ERROR,
                "The gateway of the Supabase project timed out: its database or compute is overloaded.",
                "Look for slow queries in the dashboard, or use more compute.",
                STATUSES),
        row(
                status(546),
                QUOTA,
                "An Edge Function of the Supabase project reached the limit of its resources.",
                "See the logs of the function; a check of another service should not get this.",
                STATUSES),
        row(
                status(520, 521, 522, 523, 524, 525, 526, 527, 530),
                SERVER_ERROR,
                "The edge of Supabase cannot reach the project ({status}).",
                "See the status page; if it is silent, see in the dashboard whether the project runs.",
                STATUS_PAGE),
        row(
                unknownHost(),
                CONFIGURATION,
                "{failure} The Supabase project is wrong, or it was removed.",
                "Compare \"project\" with the reference in the dashboard: Settings > General.",
                "https://supabase.com/dashboard/projects")
    };

    private SupabaseErrors() {}

    /** Returns the errors of a service with those of the platform behind its own. */
    static ErrorTable withCommon(ErrorTable own) {
        return own.and(COMMON).fact("restriction", SupabaseErrors::restriction);
    }

    private static Optional<String> restriction(ServiceAnswer answer) {
        Matcher named = RESTRICTION.matcher(answer.http().text());
        return named.find() ? Optional.of(named.group()) : Optional.empty();
    }
}
