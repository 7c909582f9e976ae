package io.healthmon;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;

/** Virtual threads, which the language level does not know; found when the first one is started. */
final class VirtualThreads {

    /** From this Java version on a virtual thread in {@code synchronized} gives up its carrier (JEP 491). */
    private static final int SINCE = 24;

    private VirtualThreads() {}

    static boolean available() {
        return Runtime.version().feature() >= SINCE;
    }

    static void start(Runnable task) {
        Found.FACTORY.newThread(task).start();
    }

    /** Initialised with the first thread, because the look-up takes as long as the rest of a monitor's start. */
    private static final class Found {

        static final ThreadFactory FACTORY = find();

        /** Calls {@code Thread.ofVirtual().name(name).inheritInheritableThreadLocals(false).factory()}. */
        private static ThreadFactory find() {
            try {
                MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
                MethodType named = MethodType.methodType(builder, String.class);
                MethodType switched = MethodType.methodType(builder, boolean.class);
                MethodType made = MethodType.methodType(ThreadFactory.class);
                Object virtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder))
                        .invoke();
                // why: no number in the name; making it costs every run 170 bytes, and dumps tell threads apart by id
                lookup.findVirtual(builder, "name", named).invoke(virtual, "healthmon-check");
                lookup.findVirtual(builder, "inheritInheritableThreadLocals", switched)
                        .invoke(virtual, false);
                return (ThreadFactory)
                        lookup.findVirtual(builder, "factory", made).invoke(virtual);
            } catch (Throwable missing) {
                throw new LinkageError("this Java has no virtual threads, although it is recent enough", missing);
            }
        }
    }
}
