/** What providers say of their own incidents: as evidence that explains failures, and as something to watch. */
@NullMarked
package io.healthmon.provider.statuspage;

import org.jspecify.annotations.NullMarked;
