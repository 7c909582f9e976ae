package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.http.HandlerFixture.Answer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private final HandlerFixture fixture = new HandlerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/page.css, text/css; charset=utf-8",
        "/page.js, text/javascript; charset=utf-8"
    })
    void isServedUnderAStrictPolicy(String path, String type) {
        Answer answer = fixture.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers())
                .containsEntry("Content-Type", type)
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                                + " img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'");
    }

    @Test
    void isNotSentAgainToThoseWhoHaveIt() {
        String etag = fixture.get("/page.js").header("ETag");
        Answer answer = fixture.get("/page.js", "If-None-Match", "\"other\", W/" + etag);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.response().hasBody()).isFalse();
    }

    @Test
    void namesItsFilesRelativelySoThatItWorksUnderAnyPath() {
        assertThat(fixture.get("/").text()).contains("href=\"page.css\"", "src=\"page.js\"");
        assertThat(fixture.get("/page.js").text()).doesNotContain("\"/api", "request(\"/");
    }

    @Test
    void tellsWhenTheFirstCheckIsDue() {
        assertThat(fixture.get("/page.js").text())
                .contains("pending(row.integration.nextCheckAt)", "Not checked yet, next check ");
    }

    @Test
    void linksToWhatIsOnTheWebAlone() {
        String[] links = fixture.get("/page.js").text().split("\\.href = ", -1);

        assertThat(links).hasSize(2);
        assertThat(links[0].substring(links[0].length() - 200))
                .contains("if (/^https?:\\/\\//i.test(error.documentation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", ".style"})
    void makesNoMarkupOfText(String dangerous) {
        assertThat(fixture.get("/page.js").text()).doesNotContain(dangerous);
    }

    @Test
    void hasNoScriptAndNoStyleOfItsOwnInTheMarkup() {
        String html = fixture.get("/").text();

        assertThat(html).doesNotContain("<style", " style=", " onclick=", "javascript:");
        assertThat(Pattern.compile("<script(?! src=)").matcher(html).find()).isFalse();
        assertThat(Pattern.compile("https?://(?!www\\.w3\\.org/2000/svg)")
                        .matcher(html)
                        .find())
                .isFalse();
    }
}
