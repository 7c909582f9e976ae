package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.http.HandlerFixture.Answer;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class BadgeEndpointTest {

    private final HandlerFixture fixture = new HandlerFixture()
            .add("Shop <b>&\"x\"", integration -> integration.id("shop").visibleToAll(true))
            .add("Secret", integration -> integration.visibleToAll(false));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void showsNameAndStatusToEverybody() throws Exception {
        Answer answer = fixture.check("shop").get("/badge/shop.svg");

        assertThat(answer.status()).isEqualTo(200);
        Element svg = svg(answer);
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-label")).isEqualTo("Shop <b>&\"x\": healthy");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Shop <b>&\"x\": healthy");
        assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("Shop <b>&\"x\"");
        assertThat(svg.getElementsByTagName("text").item(1).getTextContent()).isEqualTo("healthy");
    }

    @Test
    void canRunNothingWhereverItIsOpened() {
        Answer answer = fixture.get("/badge/shop.svg");

        assertThat(answer.response().headers())
                .containsEntry("Content-Type", "image/svg+xml; charset=utf-8")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("Cross-Origin-Resource-Policy", "cross-origin")
                .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(answer.text()).doesNotContain("<script", "<style", "href", "url(", " id=", "<b>");
    }

    @Test
    void followsTheStatus() throws Exception {
        assertThat(word("/badge/shop.svg")).isEqualTo("unknown");
        fixture.answer("shop", CheckResult.down(Cause.TIMEOUT, "internal.example:5432 is away"))
                .check("shop");
        assertThat(word("/badge/shop.svg")).isEqualTo("down");
        assertThat(fixture.get("/badge/shop.svg").text()).doesNotContain("internal.example", "timeout");
        fixture.monitor().pause("shop", Duration.ofHours(1));
        assertThat(word("/badge/shop.svg")).isEqualTo("paused");
        fixture.monitor().disable("shop");
        assertThat(word("/badge/shop.svg")).isEqualTo("disabled");
    }

    @Test
    void showsTheUptimeOfThirtyDays() throws Exception {
        assertThat(word("/badge/shop.svg?metric=uptime")).isEqualTo("no data");
        fixture.check("shop");
        assertThat(word("/badge/shop.svg?metric=uptime")).isEqualTo("100.0 % in 30 days");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/badge/secret.svg",
                "/badge/nothing.svg",
                "/badge/shop",
                "/badge/.svg",
                "/badge/shop.svg.svg",
                "/badge/secret.svg?metric=x",
                "/badge/SHOP.svg"
            })
    void tellsNothingOfWhatIsNotPublic(String address) {
        Answer answer = fixture.get(address);
        Answer unknown = fixture.get("/badge/another.svg");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json()).containsEntry("detail", unknown.json().get("detail"));
        assertThat(answer.response().headers()).isEqualTo(unknown.response().headers());
    }

    @Test
    void takesALabelOfItsOwn() throws Exception {
        Element svg = svg(fixture.get("/badge/shop.svg?label=%3Cscript%3E%C3%A4"));

        assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("<script>ä");
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%E2%80%AE%EF%BF%BE", "%F0%9F%9A%91%F0%9F%9A%91"})
    void isGoodXmlWhateverTheLabel(String label) throws Exception {
        assertThat(svg(fixture.get("/badge/shop.svg?label=" + label)).getTagName())
                .isEqualTo("svg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metric=x", "metric=uptime&metric=status", "label=a&label=b"})
    void refusesWhatItDoesNotKnow(String query) {
        assertThat(fixture.get("/badge/shop.svg?" + query).status()).isEqualTo(400);
        assertThat(fixture.get("/badge/shop.svg?label=" + "x".repeat(61)).status())
                .isEqualTo(400);
    }

    @Test
    void isNotSentAgainToThoseWhoHaveIt() {
        String etag = fixture.check("shop").get("/badge/shop.svg").header("ETag");

        Answer same = fixture.get("/badge/shop.svg", "If-None-Match", etag);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("Content-Security-Policy")).contains("sandbox");
        fixture.answer("shop", CheckResult.down(Cause.TIMEOUT, "no")).check("shop");
        assertThat(fixture.get("/badge/shop.svg", "If-None-Match", etag).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Badge.Colour.class)
    void hasWhiteTextThatCanBeRead(Badge.Colour colour) {
        assertThat(contrastToWhite(colour.code())).isGreaterThanOrEqualTo(4.5);
    }

    @Test
    void cutsANameThatIsTooLong() {
        assertThat(Badge.svg("x".repeat(500), "down", Badge.Colour.RED))
                .contains("x".repeat(59) + "…<")
                .doesNotContain("x".repeat(60));
        assertThat(Badge.svg("🚑".repeat(61), "down", Badge.Colour.RED)).contains("🚑".repeat(59) + "…<");
    }

    private String word(String address) throws Exception {
        return svg(fixture.get(address)).getElementsByTagName("text").item(1).getTextContent();
    }

    private static Element svg(Answer answer) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.response().body()))
                .getDocumentElement();
    }

    private static double contrastToWhite(String colour) {
        double luminance = 0.2126 * part(colour, 1) + 0.7152 * part(colour, 3) + 0.0722 * part(colour, 5);
        return 1.05 / (luminance + 0.05);
    }

    private static double part(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
