package io.healthmon.testkit;

import java.util.List;
import java.util.stream.Stream;

/**
 * A text with a secret in it that can be told by its form; all keys are made up.
 *
 * @param text what somebody says
 * @param secret the part of it that nobody may find anywhere
 */
public record SecretSample(String text, String secret) {

    /** Returns one of each form. */
    public static List<SecretSample> all() {
        return Stream.concat(named(), keys()).toList();
    }

    /** Told by what stands around them. */
    private static Stream<SecretSample> named() {
        return Stream.of(
                whole("-----BEGIN RSA PRIVATE KEY-----MIIEowAbcd-----END RSA PRIVATE KEY-----"),
                within("GET https://ann:", "pa55w0rd", "@host.example/a"),
                within("https://", "tok_12345", "@host.example"),
                within("jdbc:postgresql://", "app:pw7pw7", "@db/app"),
                within("jdbc:oracle:thin:", "scott/tiger", "@//db:1521/x"),
                within("https://hooks.slack.com/services/", "T000/B000/XXXX", ""),
                within("https://discord.com/api/webhooks/", "123456/abc-DEF_1", ""),
                within("https://acme.webhook.office.com/", "webhookb2/a@b/IncomingWebhook/c/d", ""),
                within("https://x.example/a?user=1&api_key=", "abc123def", "&b=2"),
                within("https://prod.logic.example/workflows/1?sp=x&sig=", "AbC_d-1xyz", ""),
                within("wss://wss.slack.com/link/?ticket=", "1234-5678", ""),
                within("Authorization: Bearer ", "abc.def.ghi", ""),
                within("{\"authorization\": \"Basic ", "dXNlcjpwdw==", "\"}"),
                within("bearer ", "abcdefgh12", " was sent"),
                within("password=", "hunter2hunter2", "; next"),
                within("jdbc:sqlserver://db;user=sa;password=", "pw1pw2pw3", ";x=1"),
                within("CLIENT_SECRET = ", "9ab8cd7ef", ""),
                within("'routing_key': '", "r0ut3r0ut3", "'"),
                within("AWS_SECRET_ACCESS_KEY=", "a7c/d3f", ""),
                within("X-Auth-Token: ", "8U0RIUTGdMOsnG65", ""),
                within("Cookie: sid=", "9V1SJVUHeNPtoH76", "; other"));
    }

    /** Told by their own form. */
    private static Stream<SecretSample> keys() {
        return Stream.of(
                whole("sk_test_4eC39HqLyjW7dc"),
                whole("rk_live_abcd1234"),
                whole("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                whole("AC0123456789abcdef0123456789abcdef"),
                whole("re_AbCdEf12_abcdefghijklmnopqrstuvwx"),
                whole("sb_secret_abcdefghij-KL"),
                whole("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-DEF_1"),
                whole("ya29.a0AfH6SMBx-y_z"),
                whole("GOCSPX-abcdefghijklmnopqrst"),
                whole("AIzaA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r"),
                whole("xoxb-123456789012-abcdefgh"),
                whole("xapp-1-A0123-4567-abcdef"),
                whole("SG.abcdefghijklmnop12.abcdefghijklmnop-_34"),
                within("https://api.telegram.org/bot", "123456789:A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r", "/getMe"),
                whole("AKIAIOSFODNN7EXAMPLE"),
                whole("ghp_16C7e42F292c6912E7710c838347Ae178B4a"));
    }

    private static SecretSample whole(String secret) {
        return within("", secret, "");
    }

    private static SecretSample within(String before, String secret, String after) {
        return new SecretSample(before + secret + after, secret);
    }
}
