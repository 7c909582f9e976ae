package io.healthmon.benchmarks;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.provider.google.AccessToken;
import io.healthmon.provider.google.CalendarCheck;
import io.healthmon.provider.google.GmailCheck;
import io.healthmon.provider.google.RefreshToken;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.resend.ResendCheck;
import io.healthmon.provider.slack.SlackCheck;
import io.healthmon.provider.stripe.StripeCheck;
import io.healthmon.provider.supabase.SupabaseAuthCheck;
import io.healthmon.provider.supabase.SupabaseDatabaseCheck;
import io.healthmon.provider.twilio.TwilioCheck;
import io.healthmon.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a check of a provider adds to the time of the network: the whole of it, from asking the monitor to the health that
 * comes of it, beside {@code HttpClient.send} of the same request, in turns, against a server in another process that
 * answers at once what the provider answers.
 */
final class ProvidersBenchmark implements Measurement {

    private static final int WARM_UPS = 3_000;
    private static final int TURNS = 4_000;
    private static final double MOST_ADDED = 2;

    private static final String BARE = "HttpClient.send alone";
    private static final String OURS = "healthmon";

    private static final String ACCOUNT = "AC00112233445566778899aabbccddeeff";
    private static final String PROJECT = "abcdefghijklmnopqrst";
    private static final Secret KEY = Secret.of("key_51abcdefghijklmnop");

    /** What the providers answer when all is well. */
    private static final String[] ANSWERS = {
        "/v1/balance",
        "{\"object\":\"balance\",\"available\":[{\"amount\":0,\"currency\":\"usd\",\"source_types\":{\"card\":0}}],"
                + "\"livemode\":false,\"pending\":[{\"amount\":0,\"currency\":\"usd\",\"source_types\":{\"card\":0}}]}",
        "/domains",
        "{\"object\":\"list\",\"has_more\":false,\"data\":[{\"id\":\"d1\",\"name\":\"example.com\",\"status\":\"verified\","
                + "\"created_at\":\"2026-01-01\",\"region\":\"eu-west-1\"}]}",
        "/api/auth.test",
        "{\"ok\":true,\"url\":\"https://example.slack.com/\",\"team\":\"Example\",\"user\":\"bot\","
                + "\"team_id\":\"T012AB3C4\",\"user_id\":\"U012AB3C4\",\"bot_id\":\"B012AB3C4\"}",
        "/2010-04-01/",
        "{\"sid\":\"" + ACCOUNT + "\",\"friendly_name\":\"Example\",\"status\":\"active\",\"type\":\"Full\"}",
        "/rest/v1/",
        "[{\"id\":1}]",
        "/auth/v1/",
        "{\"version\":\"v2.180.0\",\"name\":\"GoTrue\",\"description\":\"GoTrue is a user registration API\"}",
        "/token",
        "{\"access_token\":\"ya29.benchmark\",\"expires_in\":3599,\"token_type\":\"Bearer\"}",
        "/gmail/",
        "{\"emailAddress\":\"user@example.com\",\"messagesTotal\":1234,\"threadsTotal\":987,\"historyId\":\"1234567\"}",
        "/calendar/",
        "{\"kind\":\"calendar#calendarListEntry\",\"id\":\"user@example.com\",\"timeZone\":\"Europe/Berlin\","
                + "\"selected\":true,\"accessRole\":\"owner\",\"primary\":true}"
    };

    /**
     * A provider.
     *
     * @param method of its request
     * @param path with the query
     */
    private record Provider(String name, HealthCheck check, String method, String path) {}

    @Override
    public void measure(Effort effort, Report report) throws Exception {
        report.title("providers: a check of each, and its request alone, in turns");
        try (ChildJvm server = ChildJvm.start(EchoServer.class, ANSWERS)) {
            String url = "http://127.0.0.1:" + server.line();
            List<Provider> providers = providers(url);
            HealthMonitorBuilder builder = HealthMonitor.builder();
            for (Provider provider : providers) {
                // So that it runs when it is asked to, and at no other time.
                builder.add(integration(provider), provider.check());
            }
            HttpClient client = HttpClient.newHttpClient();
            try (HealthMonitor monitor = builder.build()) {
                monitor.start();
                for (Provider provider : providers) {
                    measure(provider, url, client, monitor, effort, report);
                }
            }
        }
    }

    private static Integration integration(Provider provider) {
        return Integration.named(provider.name()).enabled(false).build();
    }

    private static void measure(
            Provider provider, String url, HttpClient client, HealthMonitor monitor, Effort effort, Report report)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + provider.path()))
                .method(provider.method(), BodyPublishers.noBody())
                .header("Authorization", "Bearer " + KEY.reveal())
                .build();
        String id = integration(provider).id();
        Duel duel = new Duel()
                .with(BARE, () -> send(client, request))
                .with(OURS, () -> check(monitor, id))
                .run(effort.size(WARM_UPS), effort.size(TURNS));
        for (String way : List.of(BARE, OURS)) {
            report.row(provider.name() + ", " + way + ": median", duel.median(way), "ms");
            report.row(provider.name() + ", " + way + ": p99", duel.quantile(way, 0.99), "ms");
        }
        report.goal(provider.name() + " adds: median", duel.median(OURS) - duel.median(BARE), MOST_ADDED, "ms");
        report.goal(
                provider.name() + " adds: p99",
                duel.quantile(OURS, 0.99) - duel.quantile(BARE, 0.99),
                MOST_ADDED,
                "ms");
    }

    private static List<Provider> providers(String url) {
        Route route = Route.to(url);
        RefreshToken token =
                RefreshToken.of(KEY, KEY, Secret.of("1//0benchmark")).tokenUrl(url + "/token");
        return List.of(
                new Provider("Stripe", StripeCheck.with(KEY).via(route).build(), "GET", "/v1/balance"),
                new Provider("Resend", ResendCheck.with(KEY).via(route).build(), "GET", "/domains?limit=100"),
                new Provider("Slack", SlackCheck.with(KEY).via(route).build(), "POST", "/api/auth.test"),
                new Provider(
                        "Twilio",
                        TwilioCheck.with(ACCOUNT, KEY).via(route).build(),
                        "GET",
                        "/2010-04-01/Accounts/" + ACCOUNT + ".json"),
                new Provider(
                        "Supabase Database",
                        SupabaseDatabaseCheck.with(PROJECT, KEY)
                                .table("health")
                                .via(route)
                                .build(),
                        "GET",
                        "/rest/v1/health?select=*&limit=1"),
                new Provider(
                        "Supabase Auth",
                        SupabaseAuthCheck.with(PROJECT, KEY).via(route).build(),
                        "GET",
                        "/auth/v1/health"),
                new Provider(
                        "Gmail, own token",
                        GmailCheck.with(() -> AccessToken.of(KEY)).via(route).build(),
                        "GET",
                        "/gmail/v1/users/me/profile"),
                new Provider(
                        "Google Calendar, refresh token",
                        CalendarCheck.with(token).via(route).build(),
                        "GET",
                        "/calendar/v3/users/me/calendarList/primary"));
    }

    private static void send(HttpClient client, HttpRequest request) {
        try {
            if (client.send(request, BodyHandlers.ofByteArray()).statusCode() != 200) {
                throw new IllegalStateException("the server does not work");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void check(HealthMonitor monitor, String id) {
        try {
            HealthStatus status = monitor.check(id).get(10, TimeUnit.SECONDS).status();
            if (status != HealthStatus.HEALTHY) {
                throw new IllegalStateException(id + " is " + status + ": " + monitor.health(id));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
