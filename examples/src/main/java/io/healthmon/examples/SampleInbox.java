package io.healthmon.examples;

import io.healthmon.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where the sample's alerts arrive: a receiver of signed webhooks, as an application would have one, and the page that
 * shows what came. Keeps the last messages, each once; safe for use by multiple threads.
 */
final class SampleInbox {

    private static final int MOST = 30;
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>Alerts of the sample</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
            ol { list-style: none; padding: 0; }
            li { border-left: .35rem solid #1a7f37; padding: .3rem .9rem; margin: .8rem 0; overflow-wrap: anywhere; }
            li.down { border-color: #c93c37; }
            small { opacity: .75; }
            </style></head><body>
            <h1>Alerts of the sample</h1>
            <p>Signed webhooks that healthmon sent to this page, the newest first.</p>
            %s
            </body></html>
            """;

    private final byte[] key;
    private final Deque<Message> messages = new ArrayDeque<>();

    /** Makes an inbox that takes what is signed with the key. */
    SampleInbox(byte[] key) {
        this.key = key.clone();
    }

    /**
     * Takes a message in.
     *
     * @return the HTTP status to answer: 204, or 401 for a message that nobody with the key has signed
     */
    int take(String id, String timestamp, String signature, byte[] body) {
        if (!signedWithKey(id + '.' + timestamp + '.' + new String(body, StandardCharsets.UTF_8), signature)) {
            return 401;
        }
        Message message = Message.of(id, Json.readObject(body));
        synchronized (messages) {
            messages.removeIf(earlier -> earlier.id.equals(id));
            messages.addFirst(message);
            if (messages.size() > MOST) {
                messages.removeLast();
            }
        }
        return 204;
    }

    /** Returns the page. */
    byte[] page() {
        List<Message> shown;
        synchronized (messages) {
            shown = new ArrayList<>(messages);
        }
        StringBuilder list = new StringBuilder();
        shown.forEach(message -> list.append(message.html()));
        String content = shown.isEmpty() ? "<p>Nothing yet; wait a little.</p>" : "<ol>" + list + "</ol>";
        return PAGE.formatted(content).getBytes(StandardCharsets.UTF_8);
    }

    private boolean signedWithKey(String content, String signature) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] expected = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
            byte[] header = ("v1," + Base64.getEncoder().encodeToString(expected)).getBytes(StandardCharsets.UTF_8);
            return MessageDigest.isEqual(header, signature.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    private record Message(String id, boolean down, String subject, String text) {

        static Message of(String id, Map<String, ?> json) {
            Map<?, ?> data = json.get("data") instanceof Map<?, ?> map ? map : Map.of();
            boolean down = "down".equals(data.get("status"));
            String error = data.get("error") instanceof Map<?, ?> problem ? String.valueOf(problem.get("message")) : "";
            String subject = data.get("name") + (down ? " is down" : " has recovered");
            Instant received = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            return new Message(id, down, subject, received + " " + error);
        }

        String html() {
            return "<li class=\"" + (down ? "down" : "up") + "\"><strong>" + escaped(subject) + "</strong><br><small>"
                    + escaped(text) + "</small></li>";
        }

        private static String escaped(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    }
}
