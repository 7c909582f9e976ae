package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.http.HandlerFixture.Answer;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLimitsTest {

    private final HandlerFixture fixture = new HandlerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1, Host:a, 200",
        "HTTP/1.1, Accept:*/*, 400",
        "HTTP/1.0, Accept:*/*, 200",
        "HTTP/2.0, Accept:*/*, 200",
        "HTTP/1.0, Host:a|host:b, 400",
        "HTTP/2.0, Host:a|host:b, 400",
        "HTTP/1.1, Host:a|Content-Length:7, 200",
        "HTTP/1.1, Host:a|Content-Length:7|content-length:7, 400",
        "HTTP/1.1, Host:a|Content-Length:-7, 400",
        "HTTP/1.1, Host:a|Content-Length:+7, 400",
        "HTTP/1.1, Host:a|Content-Length:many, 400",
        "HTTP/1.1, Host:a|Content-Length:9999999999999999999, 400",
        "HTTP/1.1, Host:a|Transfer-Encoding:chunked, 200",
        "HTTP/1.1, Host:a|Content-Length:7|Transfer-Encoding:chunked, 400"
    })
    void refuseWhatAnotherServerMightUnderstandInAnotherWay(String protocol, String headers, int status) {
        assertThat(answer("GET", protocol, headers).status()).isEqualTo(status);
    }

    @Test
    void answerAnAmbiguousRequestWithAProblemThatEndsTheConnection() {
        Answer answer = answer("GET", "HTTP/1.1", "Accept:*/*");

        assertThat(answer.text())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"Host or body length are missing or ambiguous.\",\"instance\":\"/health\"}");
        assertThat(answer.response().headers())
                .containsEntry("Connection", "close")
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("Cache-Control", "no-store");
    }

    @Test
    void answerAnAmbiguousHeadWithoutABody() {
        assertThat(answer("HEAD", "HTTP/1.1", "Accept:*/*").response().hasBody())
                .isFalse();
    }

    /** Sends a request whose body fails when it is asked for anything. */
    private Answer answer(String method, String protocol, String headers) {
        Map<String, List<String>> map = Arrays.stream(headers.split("\\|", -1))
                .map(header -> header.split(":", 2))
                .collect(Collectors.toMap(header -> header[0], header -> List.of(header[1])));
        RequestBody none = new RequestBody() {
            @Override
            public long length() {
                return -1;
            }

            @Override
            public InputStream open() {
                throw new AssertionError("read although nobody needs it");
            }
        };
        return new Answer(fixture.handler()
                .handle(new ApiRequest(
                        method, "/health", null, ApiRequest.Connection.of(protocol), RequestHeaders.of(map), none)));
    }
}
