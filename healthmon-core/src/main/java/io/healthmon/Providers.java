package io.healthmon;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** What jars on the class path or module path bring. */
final class Providers {

    private Providers() {}

    /**
     * Finds the providers of one kind.
     *
     * @param kind what they are, with its article, for a message
     */
    static <P> List<P> load(Class<P> service, String kind) {
        return load(service, kind, Thread.currentThread().getContextClassLoader());
    }

    /** Finds the providers of one kind that a class loader knows; null for the system's. */
    static <P> List<P> load(Class<P> service, String kind, @Nullable ClassLoader loader) {
        List<P> providers = new ArrayList<>();
        try {
            ServiceLoader.load(service, loader).forEach(providers::add);
        } catch (ServiceConfigurationError broken) {
            throw new IllegalStateException(
                    kind + " cannot be loaded: " + broken.getMessage() + "; mend or remove its jar", broken);
        }
        return providers;
    }
}
