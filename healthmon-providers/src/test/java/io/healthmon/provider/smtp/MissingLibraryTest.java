package io.healthmon.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.healthmon.channel.AlertChannelProvider;
import io.healthmon.settings.Settings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Runs the module as in an application that has no mail library. */
class MissingLibraryTest {

    @Test
    void withoutTheMailLibraryAMailChannelSaysWhatIsMissing() throws Throwable {
        try (URLClassLoader application = withoutMail()) {
            Throwable failure = catchThrowable(() ->
                    channel(application, "smtp", Map.of("host", "smtp.example.com", "from", "health@example.com")));

            assertThat(failure.getClass().getSimpleName()).isEqualTo("SettingException");
            assertThat(failure)
                    .hasMessageStartingWith("type: \"smtp\": sending mail needs Angus Mail, which is not there; add the"
                            + " dependency org.eclipse.angus:angus-mail");
        }
    }

    @Test
    void withoutTheMailLibraryOtherChannelsWork() throws Throwable {
        try (URLClassLoader application = withoutMail()) {
            Object channel = channel(application, "webhook", Map.of("url", "https://hooks.example.com/secret"));

            assertThat(channel).hasToString("webhook to https://hooks.example.com");
        }
    }

    private static URLClassLoader withoutMail() {
        List<URL> urls = new ArrayList<>();
        Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
                .filter(entry -> !entry.matches(".*(angus|jakarta|greenmail)[^/]*\\.jar"))
                .forEach(entry -> urls.add(url(entry)));
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (java.net.MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** By reflection, since the classes of that application are others than ours. */
    private static Object channel(ClassLoader application, String type, Map<String, ?> values) throws Throwable {
        Class<?> providers = application.loadClass(AlertChannelProvider.class.getName());
        Object settings =
                invoke(application.loadClass(Settings.class.getName()).getMethod("of", Map.class), null, values);
        for (Object provider : ServiceLoader.load(providers, application)) {
            for (Object known : (Collection<?>) invoke(providers.getMethod("types"), provider)) {
                if (type.equals(invoke(known.getClass().getMethod("name"), known))) {
                    Object factory = invoke(known.getClass().getMethod("factory"), known);
                    Method create = Arrays.stream(known.getClass()
                                    .getMethod("factory")
                                    .getReturnType()
                                    .getMethods())
                            .filter(method -> method.getName().equals("create"))
                            .findFirst()
                            .orElseThrow();
                    return invoke(create, factory, settings);
                }
            }
        }
        throw new AssertionError("no channel type " + type);
    }

    private static Object invoke(Method method, Object target, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
