package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth;
import io.healthmon.IntegrationHealth.UnknownException;
import io.healthmon.ManagedIntegrations;
import io.healthmon.ManagedIntegrations.ConflictException;
import io.healthmon.ManagedIntegrations.Managed;
import io.healthmon.json.Json;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import io.healthmon.store.StoreException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates, shows, changes, pauses and deletes integrations, for admins. */
final class AdministrationRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(HealthHandler.class);
    private static final String ALL = "/api/integrations";
    private static final String ONE = ALL + "/*";
    private static final Duration USUAL_PAUSE = Duration.ofHours(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(366);

    private final HealthMonitor monitor;
    private final IntegrationJson rendering;

    AdministrationRoutes(HealthMonitor monitor) {
        this.monitor = monitor;
        this.rendering = new IntegrationJson(monitor);
    }

    List<Route> routes() {
        return List.of(
                Route.scoped("POST", ALL, Role.ADMIN, this::create),
                Route.scoped("GET", ONE, Role.ADMIN, this::show),
                Route.scoped("PATCH", ONE, Role.ADMIN, this::change),
                Route.scoped("DELETE", ONE, Role.ADMIN, this::delete),
                Route.scoped("POST", ONE + "/pause", Role.ADMIN, this::pause),
                Route.scoped("POST", ONE + "/resume", Role.ADMIN, this::resume));
    }

    private ApiResponse create(Call call) {
        call.requireJson();
        Map<String, @Nullable Object> definition = owned(call, RequestBodies.json(call.request()));
        IntegrationHealth created = done(() -> integrations(call).create(definition, actor(call)));
        String location = PlainText.path(call.request().path()) + "/"
                + created.integration().id();
        return ApiResponse.of(201, DefaultHeaders.JSON, Json.write(rendering.of(created, call.sight())))
                .with("Location", location);
    }

    private ApiResponse show(Call call) {
        call.requireJson();
        String id = existing(call);
        Managed managed = done(() -> integrations(call).find(id)).orElseThrow(IntegrationRoutes::notFound);
        return ApiResponse.json(ManagedJson.of(managed, call.sight(), monitor.redactor()))
                .with("ETag", EntityTag.of(managed));
    }

    private ApiResponse change(Call call) {
        call.requireJson();
        // first the body, which may come slowly, and then whose it is
        Map<String, @Nullable Object> patch = RequestBodies.mergePatch(call.request());
        String id = existing(call);
        if (!call.sight().scope().isWhole()) {
            OwnersDefinition.requireAllowed(patch);
        }
        String revision = wanted(call);
        return shown(done(() -> integrations(call).change(id, patch, revision, actor(call))), call);
    }

    private ApiResponse delete(Call call) {
        String id = existing(call);
        String revision = wanted(call);
        var unused = done(() -> {
            integrations(call).delete(id, revision, actor(call));
            return id;
        });
        return ApiResponse.empty(204);
    }

    private ApiResponse pause(Call call) {
        call.requireJson();
        Settings body = Settings.of(RequestBodies.jsonIfAny(call.request()));
        String id = existing(call);
        return shown(
                done(() -> {
                    Duration duration = body.duration("duration", SHORTEST_PAUSE, LONGEST_PAUSE)
                            .orElse(USUAL_PAUSE);
                    body.refuseUnknown();
                    return integrations(call).pause(id, duration, actor(call));
                }),
                call);
    }

    private ApiResponse resume(Call call) {
        call.requireJson();
        String id = existing(call);
        RequestBodies.requireJsonOrNothing(call.request());
        return shown(done(() -> integrations(call).resume(id, actor(call))), call);
    }

    private ApiResponse shown(IntegrationHealth health, Call call) {
        return ApiResponse.json(rendering.of(health, call.sight()));
    }

    /** Returns the revision that the caller wants to change, or null. */
    private @Nullable String wanted(Call call) {
        return EntityTag.wanted(
                call.request(),
                () -> done(() -> integrations(call).find(call.argument())).map(Managed::revision));
    }

    private static String existing(Call call) {
        return call.sight().require(call.argument()).integration().id();
    }

    /** Returns a definition of which whoever has an owner is the owner. */
    private static Map<String, @Nullable Object> owned(Call call, Map<String, @Nullable Object> definition) {
        String owner = call.sight().scope().owner();
        if (owner == null) {
            return definition;
        }
        Object wanted = definition.get("owner");
        if (wanted != null && !wanted.equals(owner)) {
            throw ProblemException.badParameter("owner", "is not you; leave it out");
        }
        OwnersDefinition.requireAllowed(definition);
        Map<String, @Nullable Object> own = new LinkedHashMap<>(definition);
        own.put("owner", owner);
        return own;
    }

    private ManagedIntegrations integrations(Call call) {
        String owner = call.sight().scope().owner();
        return owner == null ? monitor.integrations() : monitor.integrations().ownedBy(owner);
    }

    private static String actor(Call call) {
        return ManualChecks.actor(call);
    }

    /** Does something, and answers what stands against it with a problem. */
    private <T> T done(Supplier<T> step) {
        try {
            return BlockingCalls.ofOpenMonitor(step);
        } catch (SettingException wrong) {
            throw ProblemException.badSetting(wrong);
        } catch (ConflictException conflict) {
            String detail = PlainText.sentence(String.valueOf(conflict.getMessage()));
            throw conflict.isOutdated()
                    ? ProblemException.preconditionFailed(detail)
                    : ProblemException.conflict(detail);
        } catch (StoreException away) {
            LOG.warn(
                    "an integration could not be changed or read, the store is away",
                    RedactedFailure.of(away, monitor.redactor()));
            throw ProblemException.unavailable("The store is away; nothing is changed while it is.", 10);
        } catch (UnknownException removedMeanwhile) {
            throw IntegrationRoutes.notFound();
        }
    }
}
