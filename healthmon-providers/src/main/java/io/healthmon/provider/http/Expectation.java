package io.healthmon.provider.http;

import java.util.Optional;

/** One thing that an answer has to fulfil beside its status. */
interface Expectation {

    /** Returns what is wrong, as sentences for people; empty when the answer fulfils it. */
    Optional<String> unmet(HttpAnswer answer);

    /** Returns whether it looks at the body. */
    default boolean needsBody() {
        return true;
    }
}
