package io.healthmon.provider.remote;

import io.healthmon.check.HealthStatus;
import org.jspecify.annotations.Nullable;

/**
 * A part of an application, as that tells of it.
 *
 * @param place where it stands
 * @param status how it is; a word that is not of the form counts as unknown
 */
record RemotePart(Place place, HealthStatus status) {

    /**
     * Where a part stands, put together only for the few that are shown: thousands of long names within each other would
     * be larger by far than the answer that they are from.
     *
     * @param group what it stands within, or null for nothing
     * @param own its own name
     */
    record Place(@Nullable Place group, String own) {

        @Override
        public String toString() {
            return group == null ? own : group + "." + own;
        }
    }

    /** Returns its name; of what stands within another, with a dot between. */
    String name() {
        return place.toString();
    }
}
