package io.healthmon.provider.http;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.egress.TargetGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a guard refuses before anything is sent. */
class RefusedTargetTest {

    private final TargetGuard guard = TargetGuard.publicOnly();

    private HttpCheck guarded(String url) {
        return HttpCheck.get(url).guardedBy(guard);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1/", "https://[::1]/", "http://localhost/", "http://169.254.169.254/latest"})
    void aTargetThatIsRefusedForCertainIsRefusedWhenTheCheckIsMade(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guarded(url))
                .withMessageContaining("security.allowedNetworks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://[fe80::1%25eth0]/", "https://[2606:4700::1111%251]/", "https://shop.example.com./"})
    void aHostThatIsWrittenAsOthersDoNotWriteItIsRefusedWhenTheCheckIsMade(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> guarded(url)).withMessageContaining("leave");
    }

    @Test
    void aProxyCannotBeGuarded() {
        HttpCheck check = HttpCheck.to("https://shop.example.com/")
                .proxy("proxy.example.com", 3128)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.guardedBy(guard))
                .withMessageStartingWith("a proxy resolves names by itself");
    }
}
