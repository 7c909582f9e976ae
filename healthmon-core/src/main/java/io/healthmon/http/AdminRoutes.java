package io.healthmon.http;

import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import io.healthmon.store.AuditLog;
import io.healthmon.store.AuditLog.Filter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What admins see and do: the metrics of the system, a test by hand, the audit log. */
final class AdminRoutes {

    private static final String HEALTH = "/api/admin/integrations/health";
    private static final int DEFAULT_ENTRIES = 100;
    private static final int MOST_ENTRIES = 1_000;
    private static final Pattern PLACE = Pattern.compile("[0-9]{1,18}");

    private final HealthMonitor monitor;
    private final ManualChecks manual;
    private final IntegrationJson rendering;
    private final SystemMetrics system;

    AdminRoutes(HealthMonitor monitor, ManualChecks manual) {
        this.monitor = monitor;
        this.manual = manual;
        this.rendering = new IntegrationJson(monitor);
        this.system = new SystemMetrics(monitor);
    }

    List<Route> routes() {
        return List.of(
                Route.closed("GET", HEALTH, Role.ADMIN, this::metrics),
                Route.closed("POST", HEALTH, Role.ADMIN, this::test).byHand(),
                Route.closed("GET", "/api/admin/audit", Role.ADMIN, this::audit));
    }

    private ApiResponse metrics(Call call) {
        call.requireJson();
        return ApiResponse.json(system.over(call.parameters().choice("history", "24h", SystemMetrics.SPANS)));
    }

    private ApiResponse test(Call call) {
        call.requireJson();
        IntegrationHealth before =
                monitor.find(wanted(RequestBodies.json(call.request()))).orElseThrow(IntegrationRoutes::notFound);
        return ApiResponse.json(rendering.of(manual.check(before, call), call.sight()));
    }

    private static String wanted(Map<String, @Nullable Object> body) {
        Settings settings = Settings.of(body);
        try {
            String id = settings.requireText("integration");
            settings.refuseUnknown();
            return id;
        } catch (SettingException wrong) {
            throw ProblemException.badSetting(wrong);
        }
    }

    private ApiResponse audit(Call call) {
        call.requireJson();
        Parameters parameters = call.parameters();
        Filter filter = new Filter(
                parameters.single("action").orElse(null),
                parameters.single("actor").orElse(null),
                parameters.single("subject").orElse(null));
        long before = parameters.single("cursor").map(AdminRoutes::place).orElse(AuditLog.NEWEST);
        int limit = parameters.number("limit", DEFAULT_ENTRIES, MOST_ENTRIES);
        AuditLog.Page page = BlockingCalls.ofOpenMonitor(() -> monitor.audit().page(filter, before, limit));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("entries", page.entries().stream().map(AdminRoutes::entry).toList());
        json.put("nextCursor", page.next() == null ? null : Long.toString(page.next()));
        return ApiResponse.json(json);
    }

    private static long place(String cursor) {
        if (!PLACE.matcher(cursor).matches()) {
            throw ProblemException.badParameter("cursor", "use the nextCursor of the page before");
        }
        return Long.parseLong(cursor);
    }

    private static Map<String, Object> entry(AuditLog.Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", Times.text(entry.at()));
        json.put("actor", entry.actor());
        json.put("action", entry.action());
        json.put("subject", entry.subject());
        json.put("details", entry.details());
        return json;
    }
}
