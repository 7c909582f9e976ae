package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.http.HandlerFixture.Answer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private static final Pattern IMPORTED = Pattern.compile("from \"\\./(.+?)\"");
    private static final Pattern PRELOADED = Pattern.compile("rel=\"modulepreload\" href=\"(.+?)\"");

    private final HandlerFixture fixture = new HandlerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/page.css, text/css; charset=utf-8",
        "/page.js, text/javascript; charset=utf-8",
        "/page/list.js, text/javascript; charset=utf-8"
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

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.js", "/page/list.js"})
    void isNotSentAgainToThoseWhoHaveIt(String path) {
        String etag = fixture.get(path).header("ETag");
        Answer answer = fixture.get(path, "If-None-Match", "\"other\", W/" + etag);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.response().hasBody()).isFalse();
    }

    @Test
    void namesItsFilesRelativelySoThatItWorksUnderAnyPath() {
        assertThat(fixture.get("/").text()).contains("href=\"page.css\"", "src=\"page.js\"");
        assertThat(script()).doesNotContain("\"/api", "request(\"/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page/nothing.js", "/page/", "/page/index.html", "/page/page.js"})
    void hasNoOtherFiles(String path) {
        assertThat(fixture.get(path).status()).isEqualTo(404);
    }

    @Test
    void asksForAllItsScriptsAtOnceAndForEachOfThem() {
        assertThat(addresses(fixture.get("/").text(), PRELOADED))
                .containsExactlyInAnyOrderElementsOf(modules())
                .hasSize(5);
    }

    @Test
    void tellsWhenTheFirstCheckIsDue() {
        assertThat(script()).contains("pending(row.integration.nextCheckAt)", "Not checked yet, next check ");
    }

    @Test
    void linksToWhatIsOnTheWebAlone() {
        String[] links = script().split("\\.href = ", -1);

        assertThat(links).hasSize(2);
        assertThat(links[0].substring(links[0].length() - 200))
                .contains("if (/^https?:\\/\\//i.test(error.documentation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", ".style"})
    void makesNoMarkupOfText(String dangerous) {
        assertThat(script()).doesNotContain(dangerous);
    }

    /** All of it, as the browser puts it together. */
    private String script() {
        StringBuilder all = new StringBuilder(fixture.get("/page.js").text());
        modules().forEach(module -> all.append(fixture.get("/" + module).text()));
        return all.toString();
    }

    /** What the script imports, and what that imports, below the page. */
    private Set<String> modules() {
        Set<String> found =
                new LinkedHashSet<>(addresses(fixture.get("/page.js").text(), IMPORTED));
        for (String module : List.copyOf(found)) {
            addresses(fixture.get("/" + module).text(), IMPORTED).forEach(name -> found.add("page/" + name));
        }
        return found;
    }

    private static Set<String> addresses(String text, Pattern pattern) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
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
