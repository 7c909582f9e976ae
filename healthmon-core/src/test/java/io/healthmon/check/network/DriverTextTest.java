package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriverTextTest {

    private final DriverText text = new DriverText(
            Redactor.standard().with(List.of(Secret.of("S3cr3t-Horse"))), List.of("reporting", "db.internal"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "FATAL: password authentication failed for user \"app\" | FATAL: password authentication failed for user \"***\"",
                "FATAL: role \"John Doe\" does not exist | FATAL: role \"***\" does not exist",
                "FATAL: Passwort-Authentifizierung für Benutzer »app« fehlgeschlagen | FATAL: Passwort-Authentifizierung für Benutzer \"***\" fehlgeschlagen",
                "Access denied for user 'app'@'10.0.0.3' (using password: YES) | Access denied for user \"***\"@\"***\" (using password: ***",
                "Connection to db-7:5432 refused. Check it | Connection to *** refused. Check it",
                "Connection to [2001:db8::7]:5432 refused | Connection to *** refused",
                "Socket fail to connect to host:address=(host=db-7)(port=3306)(type=primary). Connection refused | Socket fail to connect to host:address=(host=***)(port=3306)(type=primary). Connection refused",
                "The TCP/IP connection to the host db-7, port 1433 has failed. | The TCP/IP connection to the host ***, port 1433 has failed.",
                "No suitable driver found for jdbc:foo://app:pw@db-7/app?x=1 | No suitable driver found for jdbc:***",
                "could not reach db.internal as reporting | could not reach *** as ***",
                "it is S3cr3t-Horse | it is ***"
            })
    void namesAreTakenOutOfWhatIsSaidAboutALogin(String said, String shown) {
        assertThat(text.shown(said, true, List.of())).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR: relation \"orders\" does not exist",
                "ERROR: column o.total must appear in the GROUP BY clause at 12:30",
                "HikariPool-1 - Connection is not available, request timed out after 250ms (total=1, active=1, idle=0)",
                "ERROR: invalid input syntax for type integer: \"abc\""
            })
    void whatIsSaidAboutAQueryKeepsItsNames(String said) {
        assertThat(text.shown(said, false, List.of())).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ERROR: must be owner, user \"app\" is not | ERROR: must be owner, user \"***\" is not",
                "ERROR: no route from 10.0.0.3 here | ERROR: no route from *** here",
                "ERROR: see reporting_totals of reporting | ERROR: see reporting_totals of ***"
            })
    void usersAndAddressesAreTakenOutOfItToo(String said, String shown) {
        assertThat(text.shown(said, false, List.of())).isEqualTo(shown);
    }

    @Test
    void aNameThatOnlyTheFailureKnowsIsTakenOut() {
        assertThat(text.shown("no such host: db-9.lan", true, List.of("db-9.lan")))
                .isEqualTo("no such host: ***");
    }

    @Test
    void onlyTheFirstLineIsShown() {
        assertThat(text.shown("\nERROR: a\n  Detail: b", false, List.of())).isEqualTo("ERROR: a");
    }

    @Test
    void anEndlessTextIsReadInTime() {
        String endless = "user'" + "a.".repeat(2_000_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(text.shown(endless, true, List.of())).hasSizeLessThanOrEqualTo(4_000));
    }
}
