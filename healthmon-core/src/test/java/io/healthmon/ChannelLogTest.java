package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.channel.DeliveryException;
import io.healthmon.secret.Redactor;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ChannelLogTest {

    @Test
    void aReasonIsOneLine() {
        assertThat(ChannelLog.reason(
                        DeliveryException.temporary("answered 500\r\nwith a page", null), Redactor.standard()))
                .isEqualTo("answered 500 with a page");
    }

    @Test
    void aReasonOfAnyOtherFailureNamesItsClass() {
        assertThat(ChannelLog.reason(new IOException("broken pipe"), Redactor.standard()))
                .isEqualTo("java.io.IOException: broken pipe");
    }

    @Test
    void aReasonHasNoSecretAndNoMoreThan500Characters() {
        String reason =
                ChannelLog.reason(new IOException("token=hunter2hunter2; " + "x ".repeat(5_000)), Redactor.standard());

        assertThat(reason).doesNotContain("hunter2").hasSize(500).endsWith("x…");
    }

    @Test
    void aFailureThatCannotBeDescribedIsNamedByItsClass() {
        Exception hostile = new IOException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no message for you");
            }
        };

        assertThat(ChannelLog.reason(hostile, Redactor.standard())).startsWith("io.healthmon.ChannelLogTest");
    }
}
