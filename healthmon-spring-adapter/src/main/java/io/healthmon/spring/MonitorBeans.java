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
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import io.healthmon.store.HealthStore;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/** Takes the beans of an application over into a monitor. */
final class MonitorBeans {

    private final ConfigurableListableBeanFactory beans;
    private final HealthmonProperties properties;
    private final HealthMonitorBuilder builder;

    MonitorBeans(ConfigurableListableBeanFactory beans, HealthmonProperties properties, HealthMonitorBuilder builder) {
        this.beans = beans;
        this.properties = properties;
        this.builder = builder;
    }

    /** Adds them all; of what there can be only one, two beans are refused by Spring. */
    void addAll() {
        beans.getBeanProvider(HealthStore.class).ifAvailable(builder::store);
        beans.getBeanProvider(Scheduler.class).ifAvailable(builder::scheduler);
        beans.getBeanProvider(Ownership.class).ifAvailable(builder::ownership);
        properties.storeOfDataSource().ifPresent(this::requireStore);
        properties.settings().group("checks"); // known, though there be no bean to ask for its own
        beans.getBeansOfType(HealthCheck.class).forEach(this::add);
        beans.getBeansOfType(WatchedService.class).forEach(this::add);
        beans.getBeansOfType(AlertChannel.class).forEach((name, channel) -> builder.alert(dashed(name), channel));
        beans.getBeansOfType(HealthListener.class).forEach(this::listen);
        beans.getBeanProvider(HealthMonitorCustomizer.class)
                .orderedStream()
                .forEach(customizer -> customizer.customize(builder));
    }

    /** Sees to it that what is said of the store in the application's database is true of one that is there. */
    private void requireStore(Settings store) {
        if (beans.getBeanNamesForType(HealthStore.class).length == 0) {
            throw new SettingException(
                    store.path(),
                    "needs the jar healthmon-jdbc-store and exactly one DataSource; add what is missing, or set \"type\""
                            + " to memory or \"url\" to another database");
        }
        Stream.of("type", "url", "migrate", "required").forEach(store::has);
        store.refuseUnknown();
    }

    private void add(String beanName, HealthCheck check) {
        Settings settings = properties.ofBean(beanName);
        String shown = beanName.replaceFirst("(?<=.)(Health)?Check$", "");
        IntegrationBuilder integration = Integration.named(settings.text("name").orElse(shown))
                .id(dashed(shown))
                .settings(properties.defaults());
        builder.add(integration.settings(settings), check);
    }

    /** What is told in code stands, but for what a property says otherwise. */
    private void add(String beanName, WatchedService service) {
        builder.add(service.integration().toBuilder().settings(properties.ofBean(beanName)), service.check());
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
