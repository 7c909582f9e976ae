package io.healthmon.spring;

import io.healthmon.settings.SettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells a property that cannot be used as Spring Boot tells such things: in words, without a stack trace. */
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<SettingException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SettingException cause) {
        return new FailureAnalysis(
                "healthmon cannot be set up: " + cause.getMessage(),
                "Change the property; all of them are in the configuration reference of healthmon.",
                cause);
    }
}
