package io.healthmon.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com",
                "https://api.example.com:8443/below/",
                "http://localhost:8080",
                "http://127.0.0.1:1",
                "http://[::1]:1",
                "http://stripe-mock:12111",
                "http://0xcafe-mock:12111",
                "http://2stripe:12111",
                "http://stand-in.localhost"
            })
    void anAddressByTlsOrNearbyIsTaken(String url) {
        assertThat(Route.to(url)).hasToString("to " + url.replaceFirst("/$", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://api.example.com     | baseUrl \"http://api.example.com\" would send the credential in the clear",
                "http://10.0.0.1            | baseUrl \"http://10.0.0.1\" would send the credential in the clear",
                "http://127.0.0.1.evil.com  | baseUrl \"http://127.0.0.1.evil.com\" would send the credential in the clear",
                "http://134744072           | baseUrl \"http://134744072\" would send the credential in the clear",
                "http://134744072:12111/v1  | baseUrl \"http://134744072:12111\" would send the credential in the clear",
                "http://0x08080808          | baseUrl \"http://0x08080808\" would send the credential in the clear",
                "http://0X8080808           | baseUrl \"http://0x8080808\" would send the credential in the clear",
                "http://01002004010         | baseUrl \"http://01002004010\" would send the credential in the clear",
                "http://0                   | baseUrl \"http://0\" would send the credential in the clear",
                "http://8.8                 | baseUrl has no host name that is allowed",
                "http://0x8.8               | baseUrl has no host name that is allowed",
                "http://8.0x8               | baseUrl has no host name that is allowed",
                "https://u:hidden@host.com  | baseUrl \"https://host.com\" holds a user name, a query or a fragment",
                "https://host.com/?a=hidden | baseUrl \"https://host.com\" holds a user name, a query or a fragment",
                "https://host.com/#hidden   | baseUrl \"https://host.com\" holds a user name, a query or a fragment",
                "ftp://host.com             | baseUrl \"ftp://host.com\" does not begin with http:// or https://",
                "host.com                   | baseUrl does not begin with http:// or https://"
            })
    void anyOtherIsRefusedWithoutItsSecrets(String url, String message) {
        assertThatThrownBy(() -> Route.to(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void anotherAddressIsNamedByItsSetting() {
        assertThatThrownBy(() -> Route.direct().elsewhere("tokenUrl", "http://auth.example.com/token"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tokenUrl \"http://auth.example.com\" would send the credential in the clear");
        assertThatThrownBy(() -> Route.direct().elsewhere("tokenUrl", "auth.example.com"))
                .hasMessageStartingWith("tokenUrl does not begin with");
    }

    @Test
    void whatHasAnAddressOfItsOwnTakesNoOther() {
        Route way = Route.direct().proxy("proxy", 3128);

        assertThat(way.withoutAddress()).isSameAs(way);
        assertThatThrownBy(() -> Route.to("http://localhost:8080").withoutAddress())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the route leads to http://localhost:8080, but this has an address of its own; begin with"
                        + " Route.direct()");
    }

    @Test
    void routesAreEqualThatLeadToTheSameInTheSameWay() {
        Route route = Route.to("https://a.example.com").proxy("proxy", 3128);

        assertThat(route.elsewhere("tokenUrl", "https://b.example.com"))
                .isEqualTo(Route.to("https://b.example.com").proxy("proxy", 3128))
                .hasSameHashCodeAs(Route.to("https://b.example.com").proxy("proxy", 3128))
                .isNotEqualTo(route)
                .isNotEqualTo(Route.to("https://b.example.com"));
    }

    @Test
    void itGoesByAProxy() throws Exception {
        try (RawServer proxy = RawServer.answering(Runs.ok("fine"))) {
            HttpCheck check = Route.to("http://only-the-proxy-knows")
                    .proxy("127.0.0.1", proxy.port())
                    .begin("https://api.example.com", "/v1/things")
                    .build();
            Runs.run(check);

            assertThat(proxy.requests().get(0)).startsWith("GET http://only-the-proxy-knows/v1/things ");
        }
    }

    @Test
    void withoutAnAddressItGoesToTheServiceItself() {
        assertThat(Route.direct()
                        .begin("https://api.example.com", "/v1")
                        .build()
                        .endpoint())
                .isEqualTo("https://api.example.com/v1");
    }
}
