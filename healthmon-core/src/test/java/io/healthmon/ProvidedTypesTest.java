package io.healthmon;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.healthmon.check.CheckType;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvidedTypesTest {

    @Test
    void aTypeThatTwoProvidersBringIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ProvidedTypes.ofChecks(List.of(new TestCheckProvider(), new TestCheckProvider())))
                .withMessage("the check type \"test\" is brought by both io.healthmon.TestCheckProvider and"
                        + " io.healthmon.TestCheckProvider; remove one of their jars");
    }

    @Test
    void withoutAnyProviderTheMessageSaysSo() {
        ProvidedTypes<CheckType> none = ProvidedTypes.ofChecks(List.of());

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> none.of(Settings.of(Map.of("type", "tcp"))))
                .withMessage("type: \"tcp\" is not allowed; use a check type that a jar on the class path brings; none"
                        + " does");
    }
}
