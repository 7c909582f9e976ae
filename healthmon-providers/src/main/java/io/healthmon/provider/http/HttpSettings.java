package io.healthmon.provider.http;

import io.healthmon.provider.quota.QuotaLimit;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.provider.tls.TlsSettings;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The settings of an HTTP check by their names in configuration; each is read into the builder's own setter. */
final class HttpSettings {

    private static final Set<String> PLAIN_HEADERS =
            Set.of("accept", "accept-language", "cache-control", "content-type", "origin", "user-agent");

    private final Settings settings;

    HttpSettings(Settings settings) {
        this.settings = settings;
    }

    HttpCheck check() {
        String url = settings.requireText("url");
        HttpCheckBuilder builder = refusedAt(settings, "url", () -> HttpCheck.to(url));
        request(builder);
        expectations(builder, settings.group("expect"));
        transport(builder);
        builder.tls(TlsSettings.read(settings.group("tls")));
        try {
            return builder.build();
        } catch (RefusedSettingException refused) {
            throw new SettingException(settings.path(refused.setting()), String.valueOf(refused.getMessage()));
        }
    }

    private void request(HttpCheckBuilder builder) {
        set(settings, "method", settings.text("method"), builder::method);
        Settings headers = settings.group("headers");
        // why: which of them is secret cannot be told, so none is shown.
        settings.secretMap("headers", HttpSettings::holdsNoSecret)
                .forEach((name, value) ->
                        set(headers, name, Optional.of(value), secret -> builder.header(name, secret)));
        set(settings, "body", settings.text("body"), builder::body);
    }

    private static void expectations(HttpCheckBuilder builder, Settings expect) {
        List<String> statuses = expect.texts("status");
        if (expect.has("status")) {
            set(expect, "status", Optional.of(statuses.toArray(String[]::new)), builder::expectStatus);
        }
        each(expect, "json", builder::expectJson);
        each(expect, "header", builder::expectHeader);
        set(expect, "bodyContains", expect.text("bodyContains"), builder::expectBodyContains);
        set(expect, "bodyMatches", expect.text("bodyMatches"), builder::expectBodyMatches);
    }

    private void transport(HttpCheckBuilder builder) {
        QuotaLimit.read(settings).ifPresent(limit -> builder.quota(limit.degradedBelowPercent()));
        settings.choice("redirects", RedirectPolicy.class).ifPresent(builder::redirects);
        settings.duration("downAfter", Duration.ofMillis(1), Duration.ofHours(1))
                .ifPresent(builder::downAfter);
        settings.text("http").map(text -> text.trim().toLowerCase(Locale.ROOT)).ifPresent(text -> {
            switch (text) {
                case "auto" -> {}
                case "1.1" -> builder.version(HttpClient.Version.HTTP_1_1);
                case "2" -> builder.version(HttpClient.Version.HTTP_2);
                default -> throw settings.wrong("http", "auto, 1.1 or 2");
            }
        });
        set(settings, "proxy", settings.text("proxy"), text -> {
            ProxyAddress proxy = ProxyAddress.parse(text);
            builder.proxy(proxy.host(), proxy.port());
        });
    }

    private static void each(Settings settings, String name, BiConsumer<String, String> setter) {
        Settings group = settings.group(name);
        for (Map.Entry<String, String> entry : settings.textMap(name).entrySet()) {
            set(group, entry.getKey(), Optional.of(entry.getValue()), value -> setter.accept(entry.getKey(), value));
        }
    }

    /** Returns whether a header never tells who asks; all others from outside name a secret. */
    static boolean holdsNoSecret(String header) {
        return PLAIN_HEADERS.contains(header.toLowerCase(Locale.ROOT));
    }

    private static <T> void set(Settings settings, String name, Optional<T> value, Consumer<T> setter) {
        refusedAt(settings, name, () -> {
            value.ifPresent(setter);
            return name;
        });
    }

    static <T> T refusedAt(Settings settings, String name, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (SettingException alreadyTold) {
            throw alreadyTold;
        } catch (IllegalArgumentException refused) {
            String message = settings.redactor().redact(String.valueOf(refused.getMessage()));
            throw new SettingException(settings.path(name), message);
        }
    }
}
