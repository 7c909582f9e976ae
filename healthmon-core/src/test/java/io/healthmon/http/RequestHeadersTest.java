package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestHeadersTest {

    @Test
    void namesThatDifferOnlyByCaseAreOne() {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        sent.put("Accept", List.of("text/html"));
        sent.put("ACCEPT", List.of("text/plain", "*/*"));

        assertThat(RequestHeaders.of(sent).all("accept")).containsExactly("text/html", "text/plain", "*/*");
    }

    @Test
    void aHeaderThatIsNotThereHasNoValues() {
        RequestHeaders headers =
                RequestHeaders.builder().add("Host", "example.com").build();

        assertThat(headers.all("Accept")).isEmpty();
        assertThat(headers.single("Accept")).isEmpty();
    }

    @Test
    void aHeaderThatIsThereTwiceIsNotSingle() {
        RequestHeaders headers =
                RequestHeaders.builder().add("Host", "a").add("host", "b").build();

        assertThat(headers.single("HOST")).isEmpty();
    }

    @Test
    void aValueIsNotTakenForAName() {
        RequestHeaders headers = RequestHeaders.builder()
                .add("X-Forwarded", "Host")
                .add("Host", "a")
                .build();

        assertThat(headers.single("Host")).contains("a");
    }

    @Test
    void whatIsAddedToABuilderLaterDoesNotReachWhatItHasBuilt() {
        RequestHeaders.Builder builder = RequestHeaders.builder().add("Host", "a");
        RequestHeaders headers = builder.build();
        builder.add("Host", "b");

        assertThat(headers.all("Host")).containsExactly("a");
    }

    @Test
    void theSizeCountsANameWithEachOfItsValues() {
        assertThat(RequestHeaders.of(Map.of("Accept", List.of("12", "345"))).size())
                .isEqualTo(6 + 2 + 6 + 3);
    }

    @Test
    void theTextShowsNamesOnceAndNoValue() {
        assertThat(RequestHeaders.builder()
                        .add("Authorization", "Bearer abc")
                        .add("authorization", "Bearer def")
                        .add("Accept", "*/*")
                        .build())
                .hasToString("[Accept, Authorization]");
    }

    @Test
    void noHeaderIsNull() {
        // why: a container that breaks its own contract shall be named by the first line that sees it
        assertThatNullPointerException()
                .isThrownBy(() -> RequestHeaders.builder().add("Host", null))
                .withMessage("value");
    }
}
