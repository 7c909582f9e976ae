package io.healthmon.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.healthmon.channel.AlertMessage;
import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.secret.Secret;
import io.healthmon.testkit.AlertMessages;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SmtpMailTest {

    private GreenMail server;

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("alerts@example.com", "alerts", "correct-horse");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aMailSaysWhoItIsFromAndWhatItIs() throws Exception {
        AlertMessage message = AlertMessages.down();
        MimeMessage mail = sent(message);

        assertThat(mail.getSubject()).isEqualTo("DOWN: Stripe (critical)");
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Gesundheit für alle");
        assertThat(mail.getSentDate()).isEqualTo(Date.from(java.time.Instant.parse("2026-03-15T10:30:00Z")));
        assertThat(mail.getHeader("Message-ID"))
                .containsExactly("<healthmon." + message.alert().id() + "@example.com>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Healthmon-Alert"))
                .containsExactly(message.alert().id());
        assertThat(mail.getHeader("X-Healthmon-Integration")).containsExactly("stripe");
        assertThat(mail.getHeader("X-Healthmon-Kind")).containsExactly("down");
        assertThat(mail.getHeader("X-Healthmon-Severity")).containsExactly("critical");
    }

    @Test
    void aMailIsPlainTextAndHtml() throws Exception {
        MimeMessage mail = sent(AlertMessages.recovered());
        MimeMultipart parts = (MimeMultipart) mail.getContent();

        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).startsWithIgnoringCase("text/plain; charset=utf-8");
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("RECOVERED: Stripe (critical)", "Duration: 1h 3m", "https://ops.example.com/#stripe");
        assertThat(parts.getBodyPart(1).getContentType()).startsWithIgnoringCase("text/html; charset=utf-8");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("RECOVERED: Stripe (critical)", ">1h 3m<")
                .contains("<a href=\"https://docs.example.com/stripe?a=1&amp;b=2\"");
    }

    @Test
    void whateverANameHoldsItAddsNoHeaderAndNoElement() throws Exception {
        String name = "Zahlung \"<b>über</b>\" \ud83d\udcb3\r\nBcc: evil@example.com\r\n\r\n<script>";
        MimeMessage mail = sent(AlertMessages.downOf(name, Problem.of(Cause.ASSERTION, "<img src=x> & 'so'")));

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject())
                .isEqualTo("DOWN: Zahlung \"<b>über</b>\" \ud83d\udcb3 Bcc: evil@example.com <script> (critical)");
        String html =
                (String) ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent();
        assertThat(html)
                .doesNotContain("<b>", "<script>", "<img")
                .contains("&lt;img src=x&gt; &amp; &#39;so&#39;", "über", "\ud83d\udcb3");
    }

    @Test
    void eachRecipientGetsTheMailOnce() throws Exception {
        channel().send(AlertMessages.down("Ops@Example.com", "team@example.com", "team@example.com"));

        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(server.getReceivedMessages()[0].getRecipients(Message.RecipientType.TO))
                .extracting(address -> ((InternetAddress) address).getAddress())
                .containsExactly("ops@example.com", "team@example.com");
    }

    @Test
    void aFurtherAttemptIsTheSameMail() throws Exception {
        AlertMessage message = AlertMessages.down();
        SmtpChannel channel = channel();
        channel.send(message);
        channel.send(AlertMessages.again(message));

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[1].getMessageID()).isEqualTo(mails[0].getMessageID());
        assertThat(mails[1].getSentDate()).isEqualTo(mails[0].getSentDate());
    }

    private MimeMessage sent(AlertMessage message) throws Exception {
        channel().send(message);
        return server.getReceivedMessages()[0];
    }

    private SmtpChannel channel() {
        return SmtpChannel.builder("127.0.0.1")
                .port(server.getSmtp().getPort())
                .tls(SmtpTls.NONE)
                .login("alerts", Secret.of("correct-horse"))
                .from("Gesundheit für alle <health@example.com>")
                .to("ops@example.com")
                .build();
    }
}
