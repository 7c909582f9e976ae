package io.healthmon.provider.supabase;

import io.healthmon.check.CheckResult;
import io.healthmon.json.Json;
import io.healthmon.provider.http.HttpAnswer;
import io.healthmon.provider.http.HttpCheckBuilder;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.Credential;
import io.healthmon.provider.service.CredentialSetting;
import io.healthmon.provider.service.ErrorTable;
import io.healthmon.provider.service.Service;
import io.healthmon.provider.service.ServiceCheck;
import io.healthmon.provider.service.ServiceReader;
import io.healthmon.provider.service.ServiceSettings;
import io.healthmon.provider.service.Shape;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A project and the key that asks it, for all of its services. Immutable.
 *
 * @param name the reference of the project or its address; may be missing
 * @param key of any kind; may be missing
 * @param home scheme and host of the project
 */
record SupabaseProject(Credential name, Credential key, String home) {

    static final CredentialSetting KEY = new CredentialSetting("apiKey", "API key", "SUPABASE_KEY");

    private static final CredentialSetting PROJECT = CredentialSetting.naming("project", "project", "SUPABASE_URL");

    /** Nobody is asked there: it stands in the address of a check whose project is missing. */
    private static final String NOBODY = "https://supabase.co";

    private static final Pattern REFERENCE = Pattern.compile("[a-z0-9]{15,30}");
    private static final Pattern WEB_TOKEN = Pattern.compile("ey[\\w-]+\\.([\\w-]+)\\.[\\w-]*");

    static SupabaseProject of(String project, Secret apiKey) {
        return of(Credential.of(PROJECT, Secret.of(project)), Credential.of(KEY, apiKey));
    }

    static SupabaseProject read(ServiceSettings settings) {
        String place = settings.plain().path(PROJECT.name());
        Secret project = settings.plain().text(PROJECT.name()).map(Secret::of).orElse(null);
        return of(Credential.of(PROJECT, place, project), settings.credential(KEY));
    }

    private static SupabaseProject of(Credential project, Credential key) {
        String wayOut = "use a publishable key (sb_publishable_…), a secret key (sb_secret_…) or a legacy one (eyJ…)";
        key.refuse("sbp_", "a personal access token", wayOut).refuse("postgres", "the address of a database", wayOut);
        Secret name = project.value();
        return new SupabaseProject(project, key, name == null ? NOBODY : home(name.reveal()));
    }

    private static String home(String project) {
        if (REFERENCE.matcher(project).matches()) {
            return "https://" + project + ".supabase.co";
        }
        if (!project.contains("://")) {
            throw RefusedSettingException.ofText(
                    PROJECT.name(),
                    project,
                    "the reference of the project, 20 letters, or its address, as"
                            + " https://abcdefghijklmnopqrst.supabase.co");
        }
        String bare = project.replaceFirst("/+$", "");
        if (bare.matches(".*/(rest|storage|auth)/v1(/.*)?")) {
            throw refused("project holds the path of one of its services; leave scheme, host and port");
        }
        try {
            Route.direct().elsewhere(PROJECT.name(), bare);
        } catch (IllegalArgumentException refused) {
            throw refused(String.valueOf(refused.getMessage()));
        }
        return bare;
    }

    private static RefusedSettingException refused(String message) {
        return new RefusedSettingException(PROJECT.name(), message, null);
    }

    /** Returns whether the key may see everything; a missing one may, as nobody is asked with it. */
    boolean secretKey() {
        Secret known = key.value();
        return known == null
                || key.startsWith("sb_secret_")
                || role(known.reveal()).equals("service_role");
    }

    /** Returns the role that a legacy key, which is a JSON web token, says it has; empty for others. */
    private static String role(String token) {
        var parts = WEB_TOKEN.matcher(token);
        if (!parts.matches()) {
            return "";
        }
        try {
            String payload = new String(Base64.getUrlDecoder().decode(parts.group(1)), StandardCharsets.UTF_8);
            return String.valueOf(
                    Json.readObject(payload.getBytes(StandardCharsets.UTF_8)).get("role"));
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }

    /**
     * Makes a check of one of the project's services.
     *
     * @param path what is asked for, behind the address of the project
     * @param more what the request has beside, such as a method
     */
    ServiceCheck ask(
            Service service,
            ErrorTable errors,
            BiFunction<Shape, HttpAnswer, CheckResult> success,
            Route route,
            String path,
            UnaryOperator<HttpCheckBuilder> more) {
        ServiceReader reader = new ServiceReader(service.at(home), errors, success);
        return ServiceCheck.of(reader, name.value() == null ? name : key, route, path, request -> {
            Secret known = key.value();
            if (known != null) {
                request.header("apikey", known);
                // why: other keys than legacy ones are no tokens and are refused there.
                if (WEB_TOKEN.matcher(known.reveal()).matches()) {
                    key.bearer().ifPresent(token -> request.header("Authorization", token));
                }
            }
            return more.apply(request);
        });
    }
}
