package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.healthmon.HealthMonitor;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.http.HandlerFixture.Answer;
import io.healthmon.store.HealthStore;
import io.healthmon.store.InMemoryHealthStore;
import io.healthmon.store.IntegrationStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody foresaw is neither a monitor that is closed nor an integration that is not there. */
class UnexpectedFailureTest {

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, IllegalArgumentException.class})
    void isAnInternalErrorOfWhichTheClientSeesNothing(Class<? extends RuntimeException> kind) throws Exception {
        RuntimeException bug = kind.getConstructor(String.class).newInstance("a bug in the store");
        try (HealthMonitor monitor = HealthMonitor.builder().store(failing(bug)).build()) {
            monitor.add(Integration.named("Mail"), context -> CheckResult.healthy());
            HealthHandler handler = HealthHandler.builder(monitor)
                    .authenticator(HandlerFixture.tokens())
                    .build();
            Answer answer = new Answer(handler.handle(
                    HandlerFixture.request("GET", "/api/integrations/mail", "", HandlerFixture.bearer("own"))));

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text())
                    .contains("the log tells more under")
                    .doesNotContain("a bug in the store", "Exception", "io.healthmon");
        }
    }

    @Test
    void isNoClosedMonitor() {
        assertThatIllegalStateException()
                .isThrownBy(() -> BlockingCalls.ofOpenMonitor(() -> {
                    throw new IllegalStateException("a bug");
                }))
                .withMessage("a bug");
    }

    /** Returns a store of which nothing fails but the reading of what is set of an integration. */
    private static HealthStore failing(RuntimeException bug) {
        HealthStore store = InMemoryHealthStore.create();
        IntegrationStore integrations = around(IntegrationStore.class, store.integrations(), method -> {
            if (method.equals("find")) {
                throw bug;
            }
            return null;
        });
        return around(HealthStore.class, store, method -> method.equals("integrations") ? integrations : null);
    }

    private static <T> T around(Class<T> type, T real, Function<String, Object> instead) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    Object other = instead.apply(method.getName());
                    try {
                        return other == null ? method.invoke(real, values) : other;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
