package io.healthmon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class TaskFailuresTest {

    private final List<Object> logged = new ArrayList<>();
    private final TaskFailures failures = new TaskFailures(logger(false));
    private final Runnable task = logged::clear;

    @Test
    void theSameKindOfFailureIsLoggedOnce() {
        failures.report(task, new IllegalStateException("first"));
        failures.report(task, new IllegalStateException("second"));

        assertThat(logged).singleElement().asString().contains("first");
    }

    @Test
    void anotherKindOfFailureOrOfTaskIsLoggedToo() {
        Runnable other = Thread::yield;
        failures.report(task, new IllegalStateException());
        failures.report(task, new StackOverflowError());
        failures.report(other, new StackOverflowError());

        assertThat(logged).hasSize(3);
    }

    @Test
    void aLogThatFailsHarmsNobody() {
        TaskFailures unloggable = new TaskFailures(logger(true));

        assertThatCode(() -> unloggable.report(task, new IllegalStateException()))
                .doesNotThrowAnyException();
    }

    private Logger logger(boolean failing) {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    if (failing) {
                        throw new OutOfMemoryError("expected by the test");
                    }
                    logged.add(arguments[1]);
                    return null;
                });
    }
}
