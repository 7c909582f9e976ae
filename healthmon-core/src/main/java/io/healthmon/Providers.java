package io.healthmon;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** What jars on the class path or module path bring. */
final class Providers {

    private Providers() {}

    /**
     * Finds the providers of one kind.
     *
     * @param kind what they are, with its article, for a message
     */
    static <P> List<P> load(Class<P> service, String kind) {
        List<P> providers = new ArrayList<>();
        try {
            ServiceLoader.load(service).forEach(providers::add);
        } catch (ServiceConfigurationError broken) {
            throw new IllegalStateException(
                    kind + " cannot be loaded: " + broken.getMessage() + "; mend or remove its jar", broken);
        }
        return providers;
    }
}
