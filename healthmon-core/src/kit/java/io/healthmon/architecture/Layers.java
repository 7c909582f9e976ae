package io.healthmon.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;

/** The packages of the core from left to right: each may use what stands further left, and nothing else. */
final class Layers {

    /** Packages on one step do not know each other. The empty name is the root package itself. */
    private static final List<Set<String>> LEFT_TO_RIGHT = List.of(
            Set.of("secret"),
            Set.of("settings"),
            Set.of("egress"),
            Set.of("schedule"),
            Set.of("check"),
            Set.of("check.composed", "check.heartbeat", "check.network", "check.passive", "check.process"),
            Set.of("state"),
            Set.of("metric"),
            Set.of("metric.application"),
            Set.of("alert"),
            Set.of("channel"),
            Set.of("breaker"),
            Set.of("webhook"),
            Set.of("outbox"),
            Set.of("maintenance"),
            Set.of("store"),
            Set.of("event"),
            Set.of("json"),
            Set.of("report"),
            Set.of(""),
            Set.of("explain", "live"),
            Set.of("http"),
            Set.of("http.jdk"));

    private static final int NOT_LISTED = -1;

    private final String root;

    Layers(String root) {
        this.root = root;
    }

    /** Classes of the core: those in a listed package. */
    DescribedPredicate<JavaClass> core() {
        return DescribedPredicate.describe("of the core", type -> step(type) != NOT_LISTED);
    }

    ArchCondition<JavaClass> useOnlyWhatStandsFurtherLeft() {
        return new ArchCondition<>("use only what stands further left") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> pointsRight(dependency))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private boolean pointsRight(Dependency dependency) {
        JavaClass from = dependency.getOriginClass();
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        if (!isOurs(to) || from.getPackageName().equals(to.getPackageName())) {
            return false;
        }
        return step(to) == NOT_LISTED || step(to) >= step(from);
    }

    private boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    private int step(JavaClass type) {
        if (!isOurs(type)) {
            return NOT_LISTED;
        }
        String name =
                type.getPackageName().equals(root) ? "" : type.getPackageName().substring(root.length() + 1);
        for (int step = 0; step < LEFT_TO_RIGHT.size(); step++) {
            if (LEFT_TO_RIGHT.get(step).contains(name)) {
                return step;
            }
        }
        return NOT_LISTED;
    }
}
