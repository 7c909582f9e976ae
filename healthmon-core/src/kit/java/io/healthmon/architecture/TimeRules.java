package io.healthmon.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/** Who may ask for the time: dates come from an injected clock, durations from an injected monotonic source. */
final class TimeRules {

    private final String root;

    TimeRules(String root) {
        this.root = root;
    }

    ArchRule nobodyAsksForTheTimeInPassing() {
        return noClasses()
                .should()
                .accessTargetWhere(readsTheWall())
                .as("nobody asks for the time in passing")
                .because("time comes from the injected clock")
                .allowEmptyShould(true);
    }

    ArchRule systemClocksAreChosenByTheWiring() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root, root + ".schedule")
                .should()
                .accessTargetWhere(access(
                        "a clock of the system",
                        access -> isOn(access, Clock.class)
                                && access.getTarget().getName().matches("system.*|tick.+")))
                .as("system clocks are chosen by the wiring")
                .allowEmptyShould(true);
    }

    ArchRule theMonotonicSourceIsReadInOnePlace() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".schedule")
                .should()
                .accessTargetWhere(access("System.nanoTime", access -> isCall(access, System.class, "nanoTime")))
                .as("the monotonic source is read in one place")
                .allowEmptyShould(true);
    }

    ArchRule nobodySleeps() {
        return noClasses()
                .should()
                .accessTargetWhere(access(
                        "sleep",
                        access -> isCall(access, Thread.class, "sleep") || isCall(access, TimeUnit.class, "sleep")))
                .as("nobody sleeps")
                .because("tests move a clock, and the engine waits on conditions that can be interrupted")
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheWall() {
        return access(
                "the time of day",
                access -> isNow(access)
                        || isCall(access, System.class, "currentTimeMillis")
                        || isCall(access, Calendar.class, "getInstance")
                        || access.getTarget().getFullName().equals(Date.class.getName() + ".<init>()"));
    }

    /** {@code now()} and {@code now(ZoneId)}, yet not {@code now(Clock)}. */
    private static boolean isNow(JavaAccess<?> access) {
        return access.getTarget().getFullName().matches("java\\.time\\.[\\w.]+\\.now\\((java\\.time\\.ZoneId)?\\)");
    }

    private static boolean isCall(JavaAccess<?> access, Class<?> owner, String method) {
        return isOn(access, owner) && access.getTarget().getName().equals(method);
    }

    private static boolean isOn(JavaAccess<?> access, Class<?> owner) {
        return access.getTargetOwner().isEquivalentTo(owner);
    }

    private static DescribedPredicate<JavaAccess<?>> access(
            String description, java.util.function.Predicate<JavaAccess<?>> test) {
        return DescribedPredicate.describe(description, test);
    }
}
