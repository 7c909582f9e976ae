/** Times of announced maintenance, which count neither as up nor as down. */
@NullMarked
package io.healthmon.maintenance;

import org.jspecify.annotations.NullMarked;
