package io.healthmon.spring;

import io.healthmon.HealthMonitorBuilder;
import io.healthmon.channel.AlertChannel;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.Integration;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.event.HealthEvent;
import io.healthmon.event.HealthListener;
import io.healthmon.schedule.Ownership;
import io.healthmon.schedule.Scheduler;
import io.healthmon.settings.Settings;
import io.healthmon.store.HealthStore;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/** Takes the beans of an application over into a monitor. */
final class MonitorBeans {

    private final ConfigurableListableBeanFactory beans;
    private final HealthMonitorBuilder builder;

    MonitorBeans(ConfigurableListableBeanFactory beans, HealthMonitorBuilder builder) {
        this.beans = beans;
        this.builder = builder;
    }

    /**
     * Adds them all.
     *
     * @param checks the settings of beans that are checks, by their names
     */
    void addAll(Settings checks) {
        beans.getBeanProvider(HealthStore.class).ifUnique(builder::store);
        beans.getBeanProvider(Scheduler.class).ifUnique(builder::scheduler);
        beans.getBeanProvider(Ownership.class).ifUnique(builder::ownership);
        beans.getBeansOfType(HealthCheck.class).forEach((name, check) -> add(name, check, checks));
        beans.getBeanProvider(WatchedService.class)
                .orderedStream()
                .forEach(service -> builder.add(service.integration(), service.check()));
        beans.getBeansOfType(AlertChannel.class).forEach((name, channel) -> builder.alert(dashed(name), channel));
        beans.getBeansOfType(HealthListener.class).forEach(this::listen);
        beans.getBeanProvider(HealthMonitorCustomizer.class)
                .orderedStream()
                .forEach(customizer -> customizer.customize(builder));
    }

    private void add(String beanName, HealthCheck check, Settings checks) {
        String name = beanName.replaceFirst("(?<=.)(Health)?Check$", "");
        IntegrationBuilder integration = Integration.named(name).id(dashed(name));
        builder.add(integration.settings(checks.group(beanName)), check);
    }

    /** A listener is told the kind of events that its bean is declared for. */
    @SuppressWarnings("unchecked")
    private void listen(String beanName, HealthListener<?> listener) {
        Class<?> kind = declaredType(beanName, listener)
                .as(HealthListener.class)
                .getGeneric(0)
                .resolve();
        if (kind == null || !HealthEvent.class.isAssignableFrom(kind)) {
            throw new IllegalStateException(
                    "the bean \"" + beanName
                            + "\" does not say which events it listens to; declare it as HealthListener<StatusChanged> or the like");
        }
        listen((Class<HealthEvent>) kind, (HealthListener<HealthEvent>) listener);
    }

    private <E extends HealthEvent> void listen(Class<E> kind, HealthListener<E> listener) {
        builder.listen(kind, listener);
    }

    private ResolvableType declaredType(String beanName, HealthListener<?> listener) {
        @Nullable ResolvableType declared = beans.containsBeanDefinition(beanName)
                ? beans.getMergedBeanDefinition(beanName).getResolvableType()
                : null;
        boolean telling = declared != null && declared.as(HealthListener.class).hasGenerics();
        return telling && declared != null ? declared : ResolvableType.forInstance(listener);
    }

    /** Returns a name such as {@code shopOrders} as {@code shop-orders}. */
    private static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .toLowerCase(Locale.ROOT);
    }
}
