package io.healthmon.spring;

import io.healthmon.settings.SettingException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Tells a property that cannot be used as Spring Boot tells such things: in words, without a stack trace, by the name that
 * it was written with and the place where it stands.
 */
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<SettingException> {

    private final @Nullable Environment environment;

    /** Made by Spring Boot; without an environment when not even that could be made. */
    SettingFailureAnalyzer(@Nullable Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SettingException cause) {
        String message = String.valueOf(cause.getMessage());
        Optional<WrittenProperty> property = meant(message);
        String told = property.map(written ->
                        written.written() + message.substring(written.path().length()))
                .orElse(message);
        String action = property.or(() -> nearest(message))
                .map(written -> "Change it at " + written.place() + ".")
                .orElse("Change the properties below \"" + HealthmonProperties.PREFIX + "\".");
        return new FailureAnalysis("healthmon cannot be set up: " + told, action, cause);
    }

    /** Returns the property that a message begins with, if somebody wrote that very one. */
    private Optional<WrittenProperty> meant(String message) {
        return written().stream()
                .filter(property -> message.startsWith(property.path() + ": "))
                .max(Comparator.comparingInt(property -> property.path().length()));
    }

    /** Returns one of the group that a message begins with, or of the group that lacks what it begins with. */
    private Optional<WrittenProperty> nearest(String message) {
        String group = message.split(": ", 2)[0];
        String around = group.substring(0, Math.max(0, group.lastIndexOf('.')));
        return Stream.of(group, around)
                .filter(path -> path.length() > HealthmonProperties.PREFIX.length())
                .flatMap(path -> written().stream().filter(property -> isBelow(property.path(), path)))
                .findFirst();
    }

    private static boolean isBelow(String path, String group) {
        return path.startsWith(group + ".") || path.startsWith(group + "[");
    }

    private List<WrittenProperty> written() {
        return environment == null ? List.of() : WrittenProperties.in(environment);
    }
}
