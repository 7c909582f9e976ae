package io.healthmon.spring;

import io.healthmon.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells a store that cannot be opened as Spring Boot tells such things: in words, without a stack trace. */
final class StoreFailureAnalyzer extends AbstractFailureAnalyzer<StoreException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, StoreException cause) {
        return new FailureAnalysis(
                "healthmon cannot open its store: " + cause.getMessage(),
                "Mend the database, set \"healthmon.store.required=false\" to start without it, or"
                        + " \"healthmon.store.type=memory\" to do without a database.",
                cause);
    }
}
