/** What happens, as it happens, to any number of clients: events made once, kept for a while, taken at each one's pace. */
@NullMarked
package io.healthmon.live;

import org.jspecify.annotations.NullMarked;
