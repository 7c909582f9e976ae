/** From single results to a decided status: values and pure functions. */
@NullMarked
package io.healthmon.state;

import org.jspecify.annotations.NullMarked;
