package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DnsCheckTest {

    private TinyNameServer server;

    @BeforeEach
    void startServer() throws Exception {
        server = new TinyNameServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A|192.0.2.7, 192.0.2.8",
                "AAAA|2001:db8:0:0:0:0:0:1",
                "MX|10 mx.example.com",
                "TXT|v=spf1 -all",
                "CNAME|other.example.com",
                "NS|ns.example.com"
            })
    void everyKindOfRecordIsLookedUp(DnsRecord record, String values) {
        CheckResult result = check(ask().record(record));

        assertThat(result.status()).as(result.toString()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.details()).containsEntry("values", values);
        assertThat(result.responseTime()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "A, 192.0.2.8",
        "AAAA, 2001:DB8::1",
        "MX, 10 MX.example.com.",
        "MX, mx.example.com",
        "TXT, v=spf1 -all",
        "CNAME, Other.Example.Com."
    })
    void anExpectedValueIsFoundHoweverItIsWritten(DnsRecord record, String expected) {
        assertThat(check(ask().record(record).expect(expected)).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aMissingValueIsDown() {
        CheckResult result = check(ask().expect("192.0.2.7", "192.0.2.99"));

        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message())
                .isEqualTo("The A records of www.example.com lack \"192.0.2.99\"; they are 192.0.2.7, 192.0.2.8.");
    }

    @Test
    void aNameThatDoesNotExistIsDown() {
        CheckResult result = check(DnsCheck.of("missing.example.com").server(server.address()));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message())
                .isEqualTo("The name missing.example.com is not known to the name server " + server.address()
                        + ": there is no such name (NXDOMAIN).");
    }

    @Test
    void aNameWithoutSuchARecordIsDown() {
        CheckResult result =
                check(DnsCheck.of("empty.example.com").record(DnsRecord.MX).server(server.address()));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message()).startsWith("The name empty.example.com has no MX record");
    }

    @Test
    void aServerThatFailsIsDown() {
        CheckResult result = check(DnsCheck.of("failing.example.com").server(server.address()));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.SERVER_ERROR);
        assertThat(result.problem().message())
                .startsWith(
                        "The name server " + server.address() + " failed to answer for failing.example.com (SERVFAIL)");
    }

    @Test
    void aServerThatRefusesIsDown() {
        CheckResult result = check(DnsCheck.of("refusing.example.com").server(server.address()));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.SERVER_ERROR);
        assertThat(result.problem().message())
                .startsWith("The name server " + server.address()
                        + " refused to answer for refusing.example.com (REFUSED)");
        assertThat(result.problem().resolution()).contains("Ask a name server that serves this zone");
    }

    @ParameterizedTest
    @CsvSource({"A, 192.0.2.", "AAAA, 2001:DB8:", "MX, MX.example", "TXT, v=spf1", "CNAME, Other.", "NS, ns.example.com"
    })
    void aPartOfAValueIsEnoughWhereItSaysSo(DnsRecord record, String part) {
        assertThat(check(ask().record(record).contains(part)).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aPartThatNoValueHoldsIsDown() {
        CheckResult result = check(ask().record(DnsRecord.TXT).contains("v=spf1", "V=SPF1"));

        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message())
                .isEqualTo("The TXT records of www.example.com nowhere contain \"V=SPF1\"; they are v=spf1 -all.");
    }

    @Test
    void fewerValuesThanWantedAreDown() {
        CheckResult result = check(ask().atLeast(3));

        assertThat(check(ask().atLeast(2)).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(result.problem().cause()).isEqualTo(Cause.ASSERTION);
        assertThat(result.problem().message())
                .isEqualTo("The A records of www.example.com are 2, and not at least 3: 192.0.2.7, 192.0.2.8.");
        assertThat(result.problem().resolution()).contains("\"atLeast\"");
    }

    @Test
    void aServerThatIsSilentIsATimeout() {
        CheckResult result =
                DnsCheck.of("silent.example.com").server(server.address()).check(context(Duration.ofMillis(600)));

        assertThat(result.problem().cause()).isEqualTo(Cause.TIMEOUT);
        assertThat(result.problem().message())
                .isEqualTo("The name server " + server.address() + " did not answer within 600ms.");
    }

    @Test
    void whereNobodyListensIsDown() {
        String address = server.address();
        server.close();

        assertThat(DnsCheck.of("www.example.com")
                        .server(address)
                        .check(context(Duration.ofSeconds(1)))
                        .problem()
                        .cause())
                .isIn(Cause.DNS, Cause.TIMEOUT);
    }

    @Test
    void withoutAServerTheJvmIsAsked() {
        assertThat(check(DnsCheck.of("localhost").expect("127.0.0.1")).status()).isEqualTo(HealthStatus.HEALTHY);
        CheckResult unknown = check(DnsCheck.of("no-such-host.invalid"));
        assertThat(unknown.problem().cause()).isEqualTo(Cause.DNS);
        assertThat(unknown.problem().message()).contains("the JVM does not tell which");
        assertThat(unknown.problem().resolution()).contains("\"server\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ldap://evil.example/a", "rmi:x", "a/b", "a b", "", "a..b", "-\u00e4", "user@host", "dns://x"})
    void whatHasAMeaningToJndiNeverReachesIt(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsCheck.of(host))
                .withMessageContaining("use a name of letters");
        assertThatIllegalArgumentException().isThrownBy(() -> DnsCheck.of("a").withEndpoint(host));
        assertThatIllegalArgumentException().isThrownBy(() -> DnsCheck.of("a").server(host + "/ ?"));
    }

    @Test
    void settingsAreRead() {
        IntegrationBuilder integration = Integration.named("Name");
        Settings settings = Settings.of(Map.of(
                "host",
                "www.example.com",
                "record",
                "mx",
                "server",
                server.address(),
                "expect",
                List.of("mx.example.com"),
                "contains",
                "example",
                "atLeast",
                1));

        assertThat(check(DnsCheck.from(settings, integration)).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(integration.build().endpoint()).isEqualTo("www.example.com");
        settings.refuseUnknown();
    }

    @ParameterizedTest
    @CsvSource({"record, PTR", "server, a/b", "host, a b", "contains, ' '", "expect, ' '", "atLeast, 0", "atLeast, 51"})
    void wrongSettingsAreToldByName(String name, String value) {
        Map<String, String> values = new java.util.HashMap<>(Map.of("host", "a"));
        values.put(name, value);

        assertThatThrownBy(() -> DnsCheck.from(Settings.of(values), Integration.named("A")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(name + ": ");
    }

    private DnsCheck ask() {
        return DnsCheck.of("www.example.com").server(server.address());
    }

    private static CheckResult check(DnsCheck check) {
        return check.check(context(Duration.ofSeconds(10)));
    }

    private static CheckContext context(Duration timeout) {
        return new CheckContext(Integration.named("Name").build(), timeout);
    }
}
