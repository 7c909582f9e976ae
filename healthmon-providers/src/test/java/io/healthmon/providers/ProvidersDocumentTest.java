package io.healthmon.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.check.Integration;
import io.healthmon.json.Json;
import io.healthmon.json.JsonSettings;
import io.healthmon.provider.google.AccessToken;
import io.healthmon.provider.google.AccessTokens;
import io.healthmon.provider.google.CalendarCall;
import io.healthmon.provider.google.CalendarCheck;
import io.healthmon.provider.google.GmailCheck;
import io.healthmon.provider.google.RefreshToken;
import io.healthmon.provider.google.ServiceAccount;
import io.healthmon.provider.http.CheckCost;
import io.healthmon.provider.http.HttpCheck;
import io.healthmon.provider.remote.RemoteHealthCheck;
import io.healthmon.provider.resend.ResendCheck;
import io.healthmon.provider.slack.SlackCheck;
import io.healthmon.provider.statuspage.StatusPage;
import io.healthmon.provider.stripe.StripeCheck;
import io.healthmon.provider.supabase.SupabaseAuthCheck;
import io.healthmon.provider.supabase.SupabaseDatabaseCheck;
import io.healthmon.provider.supabase.SupabaseStorageCheck;
import io.healthmon.provider.twilio.TwilioCheck;
import io.healthmon.schedule.Schedule;
import io.healthmon.secret.Secret;
import io.healthmon.settings.DurationText;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document says what the code does. */
class ProvidersDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/providers.md");
    private static final Path SOURCE = Path.of("src/test/java/io/healthmon/providers/ProvidersDocumentTest.java");

    private static final List<String> SECTIONS = List.of(
            "## Stripe",
            "## Resend",
            "## Slack",
            "## Twilio",
            "## Supabase",
            "## Gmail",
            "## Google Calendar",
            "## Google and its tokens",
            "## Google service accounts",
            "## Status pages",
            "## Remote health");

    @TempDir
    private Path folder;

    /** What the example calls the application's store of tokens. */
    record Store(
            String accessToken,
            Instant expiry,
            Set<String> scopes,
            @Nullable String lastRefreshError) {

        AccessTokens tokens() {
            Store store = this;
            AccessTokens tokens = () -> AccessToken.of(Secret.of(store.accessToken()))
                    .expiring(store.expiry())
                    .allowing(store.scopes())
                    .refreshFailed(store.lastRefreshError());
            return tokens;
        }
    }

    record Row(Integration integration, CheckCost cost) {}

    static Stream<Row> rows() {
        return Stream.of(
                new Row(StripeCheck.integration("A").build(), StripeCheck.cost()),
                new Row(ResendCheck.integration("A").build(), ResendCheck.cost()),
                new Row(SlackCheck.integration("A").build(), SlackCheck.cost()),
                new Row(TwilioCheck.integration("A").build(), TwilioCheck.cost()),
                new Row(SupabaseDatabaseCheck.integration("A").build(), SupabaseDatabaseCheck.cost()),
                new Row(SupabaseStorageCheck.integration("A").build(), SupabaseStorageCheck.cost()),
                new Row(SupabaseAuthCheck.integration("A").build(), SupabaseAuthCheck.cost()),
                new Row(GmailCheck.integration("A").build(), GmailCheck.cost()),
                new Row(CalendarCheck.integration("A").build(), CalendarCheck.cost()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theTableShowsDefaultsAndCost(Row row) throws IOException {
        Duration interval = ((Schedule.Every) row.integration.schedule()).interval();
        String cells = row.cost.right() + " | " + DurationText.format(interval) + ", "
                + row.integration.thresholds().failure() + " | " + row.cost.callsPerDay() + " |";

        assertThat(Files.readString(DOCUMENT))
                .containsPattern("\\| `" + row.integration.type() + "` \\|.*" + Pattern.quote(cells));
    }

    @Test
    void theJsonExamplesWork() throws IOException {
        Matcher examples = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
        int count = 0;
        while (examples.find()) {
            Path file = Files.writeString(folder.resolve("healthmon.json"), examples.group(1));
            Settings settings = JsonSettings.read(file, Map.of());
            HealthMonitor monitor = HealthMonitor.builder().settings(settings).build();
            settings.refuseUnknown();
            assertThat(monitor.health().integrations()).hasSize(1);
            monitor.close();
            count++;
        }

        assertThat(count).isEqualTo(14);
    }

    @Test
    void theJavaExamplesAreThese() throws Exception {
        HealthMonitorBuilder builder = HealthMonitor.builder();
        declare(builder, Secret.of("rk_test_1"), Secret.of("re_1"), Secret.of("xoxb-1"));
        declare(builder, "AC00112233445566778899aabbccddeeff", Secret.of("1"), Secret.of("sb_secret_1"));
        declareGoogle(
                builder,
                new Store("ya29.a", Instant.EPOCH, Set.of(), null).tokens(),
                Secret.of("id"),
                Secret.of("secret"),
                Secret.of("1//0"));
        declareServiceAccount(builder, keyFile());
        declareSayings(builder, Secret.of("crm-1"));
        try (HealthMonitor monitor = builder.build()) {
            assertThat(monitor.health().integrations()).hasSize(13);
        }

        String source = folded(Files.readString(SOURCE));
        String document = Files.readString(DOCUMENT);
        for (String section : SECTIONS) {
            String behind = document.substring(document.indexOf(section));
            String example = behind.substring(behind.indexOf("```java") + 7);
            assertThat(source).contains(folded(example.substring(0, example.indexOf("```"))));
        }
    }

    private static void declare(HealthMonitorBuilder builder, Secret stripeKey, Secret resendKey, Secret slackToken) {
        builder.add(
                StripeCheck.integration("Payments").build(),
                StripeCheck.with(stripeKey).livemode(true).build());
        builder.add(
                ResendCheck.integration("Mail").build(),
                ResendCheck.with(resendKey).domain("example.com").build());
        builder.add(
                SlackCheck.integration("Slack").build(),
                SlackCheck.with(slackToken)
                        .team("T012AB3C4")
                        .scopes("chat:write")
                        .build());
    }

    private static void declare(HealthMonitorBuilder builder, String accountSid, Secret authToken, Secret supabaseKey) {
        builder.add(
                TwilioCheck.integration("SMS").build(),
                TwilioCheck.with(accountSid, authToken).sender("+15550001").build());
        String project = "https://abcdefghijklmnopqrst.supabase.co";
        builder.add(
                SupabaseDatabaseCheck.integration("Database").build(),
                SupabaseDatabaseCheck.with(project, supabaseKey)
                        .table("health")
                        .column("id")
                        .build());
        builder.add(
                SupabaseStorageCheck.integration("Files").build(),
                SupabaseStorageCheck.with(project, supabaseKey)
                        .bucket("avatars")
                        .build());
        builder.add(
                SupabaseAuthCheck.integration("Sign-in").build(),
                SupabaseAuthCheck.with(project, supabaseKey)
                        .signInWith("email", "github")
                        .build());
    }

    private static void declareGoogle(
            HealthMonitorBuilder builder,
            AccessTokens tokens,
            Secret clientId,
            Secret clientSecret,
            Secret refreshToken) {
        builder.add(
                GmailCheck.integration("Mailbox").build(),
                GmailCheck.with(tokens).mailbox("orders@example.com").build());
        builder.add(
                CalendarCheck.integration("Calendar").build(),
                CalendarCheck.with(RefreshToken.of(clientId, clientSecret, refreshToken))
                        .role("writer")
                        .build());
    }

    /** A key as Google hands it out, of which nothing but its form is true. */
    private Path keyFile() throws IOException, NoSuchAlgorithmException {
        byte[] key = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
        return Files.write(
                folder.resolve("key.json"),
                Json.write(Map.of("type", "service_account", "client_email", "shop@example.com", "private_key", pem)));
    }

    private static void declareServiceAccount(HealthMonitorBuilder builder, Path keyFile) {
        ServiceAccount account = ServiceAccount.of(keyFile);
        builder.add(
                GmailCheck.integration("Mailbox as a service").build(),
                GmailCheck.with(account.subject("orders@example.com")).build());
        builder.add(
                CalendarCheck.integration("Team calendar").build(),
                CalendarCheck.with(account)
                        .call(CalendarCall.EVENTS)
                        .calendarId("team@group.calendar.google.com")
                        .build());
    }

    private static void declareSayings(HealthMonitorBuilder builder, Secret crmToken) {
        builder.add(
                Integration.named("Shop").build(),
                StatusPage.of("Stripe", "https://www.stripestatus.com")
                        .components("API")
                        .explain(HttpCheck.get("https://shop.example.com/checkout/health")));
        builder.add(
                Integration.named("CRM Platform").build(),
                RemoteHealthCheck.to("https://crm.example.com/health")
                        .token(crmToken)
                        .build());
    }

    private static String folded(String text) {
        return text.replaceAll("\\s+", "");
    }
}
