/** Checks and alert channels that reach services over the network. */
module io.healthmon.providers {
    requires transitive io.healthmon.core;
    requires transitive java.net.http;
    requires org.slf4j;
    // why: optional; an application that wants mail requires them itself.
    requires static jakarta.mail;
    requires static org.eclipse.angus.mail;
    requires static transitive org.jspecify;

    exports io.healthmon.provider.google;
    exports io.healthmon.provider.http;
    exports io.healthmon.provider.quota;
    exports io.healthmon.provider.remote;
    exports io.healthmon.provider.resend;
    exports io.healthmon.provider.slack;
    exports io.healthmon.provider.smtp;
    exports io.healthmon.provider.statuspage;
    exports io.healthmon.provider.stripe;
    exports io.healthmon.provider.supabase;
    exports io.healthmon.provider.traffic;
    exports io.healthmon.provider.twilio;
    exports io.healthmon.provider.webhook;

    provides io.healthmon.channel.AlertChannelProvider with
            io.healthmon.provider.smtp.SmtpChannels,
            io.healthmon.provider.webhook.WebhookChannels;
    provides io.healthmon.check.HealthCheckProvider with
            io.healthmon.provider.google.CalendarChecks,
            io.healthmon.provider.google.GmailChecks,
            io.healthmon.provider.remote.RemoteHealthChecks,
            io.healthmon.provider.resend.ResendChecks,
            io.healthmon.provider.service.ExplainedHttpChecks,
            io.healthmon.provider.slack.SlackChecks,
            io.healthmon.provider.statuspage.StatusPageChecks,
            io.healthmon.provider.stripe.StripeChecks,
            io.healthmon.provider.supabase.SupabaseChecks,
            io.healthmon.provider.twilio.TwilioChecks;
}
