package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Integration;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a name server that somebody else wrote, with a zone in the format of RFC 1035. */
@Timeout(60)
class RealNameServerTest {

    private static final String KEY = "A".repeat(250) + "B".repeat(100);

    @TempDir
    static Path directory;

    private static NameServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = NameServerProcess.serving(
                directory, "example.com.", """
                $ORIGIN example.com.
                $TTL 60
                @      IN SOA   ns admin 1 3600 600 86400 60
                @      IN NS    ns
                @      IN MX    10 mx1
                @      IN MX    20 mx2
                @      IN TXT   "v=spf1 include:mail.example.com -all"
                ns     IN A     127.0.0.1
                www    IN A     192.0.2.7
                www    IN A     192.0.2.8
                www    IN AAAA  2001:db8::1
                shop   IN CNAME www
                quoted IN TXT   "say \\"hi\\""
                mail._domainkey IN TXT "v=DKIM1; p=%s" "%s"
                """.formatted(KEY.substring(0, 200), KEY.substring(200)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "www.example.com|A|192.0.2.7",
                "www.example.com|AAAA|2001:db8::1",
                "shop.example.com|A|192.0.2.8",
                "shop.example.com|CNAME|www.example.com",
                "example.com|MX|mx2.example.com",
                "example.com|NS|ns.example.com",
                "example.com|TXT|v=spf1 include:mail.example.com -all",
                "quoted.example.com|TXT|say \"hi\""
            })
    void everyKindOfRecordIsFound(String host, DnsRecord record, String expected) {
        CheckResult result = check(ask(host).record(record).expect(expected));

        assertThat(result.status()).as(result.toString()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aTextInSeveralStringsIsOneText() {
        CheckResult result =
                check(ask("mail._domainkey.example.com").record(DnsRecord.TXT).expect("v=DKIM1; p=" + KEY));

        assertThat(result.status()).as(result.toString()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void partsAndNumbersOfValuesAreCompared() {
        DnsCheck servers = ask("example.com").record(DnsRecord.MX);

        assertThat(check(servers.contains("MX1.", "mx2.").atLeast(2)).status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(check(servers.atLeast(3)).problem().message()).contains("are 2, and not at least 3");
        assertThat(check(servers.contains("mx3")).problem().message()).contains("nowhere contain \"mx3\"");
    }

    @Test
    void aNameThatDoesNotExistIsConfiguration() {
        CheckResult result = check(ask("missing.example.com"));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message()).contains("missing.example.com is not known", "NXDOMAIN");
        assertThat(result.problem().resolution()).contains("still registered");
    }

    @Test
    void aNameWithoutSuchARecordIsConfiguration() {
        CheckResult result = check(ask("www.example.com").record(DnsRecord.MX));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.problem().cause()).isEqualTo(Cause.CONFIGURATION);
        assertThat(result.problem().message()).contains("www.example.com has no MX record");
    }

    private static DnsCheck ask(String host) {
        return DnsCheck.of(host).server(server.address());
    }

    private static CheckResult check(DnsCheck check) {
        return check.check(new CheckContext(Integration.named("Name").build(), Duration.ofSeconds(10)));
    }
}
