package io.healthmon.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JVM of its own in which Spring Boot Actuator shows some indicators, if its jars are there. */
final class ActuatorPeer implements AutoCloseable {

    /** Where the build puts what the example does not have. */
    static final Path JARS = Path.of("benchmarks", "target", "actuator");

    static final String PATH = "/actuator/health";

    private static final Path CLASS_PATH = Path.of("example-spring-boot", "target", "classpath.txt");

    private final @Nullable ChildJvm child;
    private final @Nullable InetSocketAddress address;

    private ActuatorPeer(@Nullable ChildJvm child, @Nullable InetSocketAddress address) {
        this.child = child;
        this.address = address;
    }

    static ActuatorPeer start(int indicators) throws IOException {
        if (!Files.exists(CLASS_PATH) || !Files.isDirectory(JARS)) {
            return new ActuatorPeer(null, null);
        }
        Path classes = JARS.resolveSibling("classes");
        String example = Arrays.stream(Files.readString(CLASS_PATH).strip().split(File.pathSeparator))
                .filter(entry -> !entry.contains("healthmon-"))
                .collect(Collectors.joining(File.pathSeparator));
        String classPath = classes + File.pathSeparator + example + File.pathSeparator + JARS + File.separator + "*";
        ChildJvm child = ChildJvm.startOn(classPath, ActuatorApplication.class, String.valueOf(indicators));
        int port = Integer.parseInt(child.line());
        return new ActuatorPeer(child, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Returns where it listens; empty if it could not be started for want of jars. */
    Optional<InetSocketAddress> address() {
        return Optional.ofNullable(address);
    }

    @Override
    public void close() {
        if (child != null) {
            child.close();
        }
    }
}
