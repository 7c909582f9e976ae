package io.healthmon.provider.supabase;

import static io.healthmon.check.Cause.CONFIGURATION;
import static io.healthmon.check.Cause.CREDENTIALS_EXPIRED;
import static io.healthmon.check.Cause.CREDENTIALS_INVALID;
import static io.healthmon.check.Cause.PERMISSION;
import static io.healthmon.check.Cause.RATE_LIMITED;
import static io.healthmon.check.Cause.SERVER_ERROR;
import static io.healthmon.provider.service.ErrorRow.row;
import static io.healthmon.provider.service.Signal.anyStatus;

import io.healthmon.provider.service.ErrorTable;
import io.healthmon.provider.service.ServiceAnswer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The errors of Supabase Storage. Nearly all come with the status 400 and the true one as text in their JSON, which counts
 * as one of their codes.
 */
final class StorageErrors {

    private static final String ERRORS = "https://supabase.com/docs/guides/storage/debugging/error-codes";

    private static final Pattern OF_A_TOKEN = Pattern.compile("(?i)jwt|jws|token|signature|\"exp\" claim");
    private static final String DENIED_TOKEN = "AccessDenied of a token";

    static final ErrorTable TABLE = SupabaseErrors.withCommon(ErrorTable.of(
            StorageErrors::codes,
            row(
                    anyStatus("SlowDown", "too_many_connections"),
                    RATE_LIMITED,
                    "Supabase Storage has no connection to the database left.",
                    "Let fewer clients use it at once, or enlarge its pool.",
                    ERRORS),
            row(
                    anyStatus("ResourceLocked", "LockTimeout"),
                    RATE_LIMITED,
                    "Supabase Storage waits for something that is locked ({code}).",
                    "The next check tries again; nothing has to be done.",
                    ERRORS),
            row(
                    anyStatus(DENIED_TOKEN),
                    CREDENTIALS_INVALID,
                    "Supabase Storage does not accept the key as a token.",
                    "Copy a key of this project again and put it in \"apiKey\".",
                    ERRORS),
            row(
                    anyStatus("AccessDenied"),
                    PERMISSION,
                    "Supabase Storage refused the key, or a policy denies the access.",
                    "Let a policy allow the role of the key to see buckets, or use a secret key.",
                    ERRORS),
            row(
                    anyStatus("InvalidJWT"),
                    CREDENTIALS_EXPIRED,
                    "The token in the Supabase key has expired, or is malformed.",
                    "Put a new key in \"apiKey\".",
                    ERRORS),
            row(
                    anyStatus("NoSuchBucket"),
                    CONFIGURATION,
                    "Supabase Storage has no such bucket, or the key has no right to see it.",
                    "Check \"bucket\", upper and lower case too, and the policies.",
                    ERRORS),
            row(
                    anyStatus("TenantNotFound"),
                    CONFIGURATION,
                    "Storage is not set up for this Supabase project.",
                    "Check \"project\"; if it is right, ask the support of Supabase.",
                    ERRORS),
            row(
                    anyStatus("DatabaseTimeout"),
                    SERVER_ERROR,
                    "Supabase Storage waited too long for the database.",
                    "Look for slow queries in the dashboard, or use more compute.",
                    ERRORS),
            row(
                    anyStatus("InvalidSignature", "SignatureDoesNotMatch", "InvalidAccessKeyId"),
                    CREDENTIALS_INVALID,
                    "Supabase Storage does not accept the credentials for S3 ({code}).",
                    "A check does not send any: see what stands between it and Supabase.",
                    ERRORS),
            row(
                    anyStatus("DatabaseError", "InternalError", "500", "502", "503", "504", "544"),
                    SERVER_ERROR,
                    "Supabase Storage has a server problem ({code}).",
                    "See the status page; the next check tries again.",
                    ERRORS),
            row(
                    anyStatus("429"),
                    RATE_LIMITED,
                    "Supabase Storage gets too many requests.",
                    "Check less often, or look for what else calls the project.",
                    ERRORS),
            row(
                    anyStatus("401"),
                    CREDENTIALS_INVALID,
                    "Supabase Storage does not accept the key ({code}).",
                    "Copy a key of this project again and put it in \"apiKey\".",
                    ERRORS),
            row(
                    anyStatus("403"),
                    PERMISSION,
                    "The Supabase key may not see this ({code}).",
                    "Let a policy allow the role of the key to see buckets, or use a secret key.",
                    ERRORS),
            row(
                    anyStatus("404"),
                    CONFIGURATION,
                    "Supabase Storage does not know what is asked for ({code}).",
                    "Check \"project\" and \"bucket\".",
                    ERRORS)));

    private StorageErrors() {}

    /** Returns what names the error, and its true status. */
    private static Collection<String> codes(ServiceAnswer answer) {
        if (answer.http().succeeded()) {
            return List.of();
        }
        List<String> codes = new ArrayList<>();
        for (String place : List.of("code", "error", "statusCode")) {
            answer.at(place).ifPresent(codes::add);
        }
        boolean ofToken = OF_A_TOKEN.matcher(answer.at("message").orElse("")).find();
        if (ofToken && codes.contains("AccessDenied")) {
            codes.add(DENIED_TOKEN);
        }
        return codes;
    }
}
