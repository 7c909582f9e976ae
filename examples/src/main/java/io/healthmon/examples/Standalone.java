package io.healthmon.examples;

/** Starts a health monitor as an application of its own. */
public final class Standalone {

    private Standalone() {}

    /**
     * Prints the name and the Java version it runs on.
     *
     * @param arguments none are known
     */
    public static void main(String[] arguments) {
        System.out.println("healthmon on Java " + Runtime.version().feature());
    }
}
