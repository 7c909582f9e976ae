package io.healthmon.provider.tls;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exception and its causes, outermost first; no more than ten, as causes may go round in a circle. */
public final class CauseChain {

    private static final int DEEPEST = 10;

    private CauseChain() {}

    public static List<Throwable> of(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        Throwable current = failure;
        while (current != null && chain.size() < DEEPEST) {
            chain.add(current);
            current = current.getCause();
        }
        return chain;
    }

    /** Returns the outermost of a type, or null. */
    public static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable cause : of(failure)) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
