package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.composed.CompositeCheck;
import io.healthmon.check.composed.FlowCheck;
import io.healthmon.check.composed.InverseCheck;
import io.healthmon.check.network.DnsCheck;
import io.healthmon.check.network.TcpCheck;
import io.healthmon.egress.TargetGuard;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {

    private static String of(String endpoint) {
        return Site.of(Integration.named("A").endpoint(endpoint).build(), context -> CheckResult.healthy());
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.stripe.com/v1/balance, stripe.com",
        "https://files.stripe.com:8443, stripe.com",
        "API.Stripe.COM., stripe.com",
        "smtp.example.co.uk:25, example.co.uk",
        "one.invalid:80, one.invalid",
        "https://ada@shop.example.com/?q=a@b, example.com",
        "8.8.8.8:53, 8.8.8.8",
        "'[2606:4700::1111]:443', 2606:4700::1111",
        "'https://[2606:4700::1111]/', 2606:4700::1111",
    })
    void hostsOfOneDomainHaveToDoWithEachOther(String endpoint, String site) {
        assertThat(of(endpoint)).isEqualTo(site);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "http://127.0.0.1:80/",
                "10.1.2.3",
                "192.168.0.1:22",
                "[::1]:80",
                "postgres:5432",
                "db.internal:5432",
                "nas.local",
                "api.default.svc",
                "/var/lib/app",
                "",
                "https://",
                "a b.example.com"
            })
    void hostsThatAreNotOfTheInternetTellNothing(String endpoint) {
        assertThat(of(endpoint)).isNull();
    }

    @Test
    void whatOneProviderOffersHasToDoWithEachOther() {
        Integration integration = Integration.named("A")
                .provider("Stripe")
                .endpoint("https://api.stripe.com")
                .build();

        assertThat(Site.of(integration, context -> CheckResult.healthy())).isEqualTo("stripe");
    }

    @Test
    void aCheckKnowsItsHostBetterThanTheEndpoint() {
        Integration integration =
                Integration.named("A").endpoint("https://example.com").build();

        assertThat(Site.of(integration, TcpCheck.of("a.example.org", 80))).isEqualTo("example.org");
        assertThat(Site.of(integration, InverseCheck.of(TcpCheck.of("a.example.org", 80))))
                .isEqualTo("example.org");
        assertThat(Site.of(integration, TcpCheck.of("127.0.0.1", 80))).isNull();
        assertThat(Site.of(integration, DnsCheck.of("www.example.org"))).isNull();
    }

    @Test
    void aCompositeHasTheHostsOfItsParts() {
        HealthCheck here = TcpCheck.of("127.0.0.1", 80);
        HealthCheck inner = FlowCheck.begin()
                .step("prepare", context -> {})
                .check("shop", TcpCheck.of("shop.example.org", 443))
                .build();
        HealthCheck whole = InverseCheck.of(CompositeCheck.allOf(Map.of("inner", inner)));

        assertThat(Site.of(Integration.named("A").build(), whole)).isNull();
        assertThat(Site.ofParts(whole)).isEqualTo("example.org");
        assertThat(Site.ofParts(CompositeCheck.allOf(Map.of("here", here)))).isNull();
        assertThat(Site.ofParts(TcpCheck.of("shop.example.org", 443))).isNull();
        assertThat(Site.of(TcpCheck.of("shop.example.org", 443))).isEqualTo("example.org");
    }

    @Test
    void aCheckThatCannotSayWhereItGoesTellsNothing() {
        HealthCheck broken = new HealthCheck.Guardable() {
            @Override
            public String target() {
                throw new IllegalStateException("broken");
            }

            @Override
            public HealthCheck guardedBy(TargetGuard guard) {
                return this;
            }

            @Override
            public CheckResult check(CheckContext context) {
                return CheckResult.healthy();
            }
        };

        assertThat(Site.of(Integration.named("A").endpoint("example.org").build(), broken))
                .isNull();
    }
}
