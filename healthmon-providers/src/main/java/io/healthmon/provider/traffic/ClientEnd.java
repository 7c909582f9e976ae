package io.healthmon.provider.traffic;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How clients are ended, which they can be from Java 21 on. */
final class ClientEnd {

    private static final @Nullable MethodHandle SHUTDOWN = find("shutdown", MethodType.methodType(void.class));
    private static final @Nullable MethodHandle SHUTDOWN_NOW = find("shutdownNow", MethodType.methodType(void.class));
    private static final @Nullable MethodHandle CLOSE = find("close", MethodType.methodType(void.class));
    private static final @Nullable MethodHandle TERMINATED = find("isTerminated", MethodType.methodType(boolean.class));
    private static final @Nullable MethodHandle AWAIT =
            find("awaitTermination", MethodType.methodType(boolean.class, Duration.class));

    private ClientEnd() {}

    private static @Nullable MethodHandle find(String name, MethodType type) {
        try {
            return MethodHandles.publicLookup().findVirtual(HttpClient.class, name, type);
        } catch (ReflectiveOperationException beforeJava21) {
            return null;
        }
    }

    static void shutdown(HttpClient client) {
        call(SHUTDOWN, client);
    }

    static void shutdownNow(HttpClient client) {
        call(SHUTDOWN_NOW, client);
    }

    static void close(HttpClient client) {
        call(CLOSE, client);
    }

    static boolean isTerminated(HttpClient client) {
        return TERMINATED != null && Boolean.TRUE.equals(invoked(TERMINATED, client));
    }

    static boolean awaitTermination(HttpClient client, Duration duration) throws InterruptedException {
        if (AWAIT == null) {
            return false;
        }
        try {
            return (boolean) AWAIT.invoke(client, duration);
        } catch (InterruptedException | RuntimeException | Error passed) {
            throw passed;
        } catch (Throwable undeclared) {
            throw new IllegalStateException(undeclared);
        }
    }

    private static void call(@Nullable MethodHandle method, HttpClient client) {
        if (method != null) {
            invoked(method, client);
        }
    }

    private static @Nullable Object invoked(MethodHandle method, HttpClient client) {
        try {
            return method.invoke(client);
        } catch (RuntimeException | Error passed) {
            throw passed;
        } catch (Throwable undeclared) {
            throw new IllegalStateException(undeclared);
        }
    }
}
