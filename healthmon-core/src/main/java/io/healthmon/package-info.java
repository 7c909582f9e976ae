/** The monitor itself: the façade an application builds, starts and asks. */
@NullMarked
package io.healthmon;

import org.jspecify.annotations.NullMarked;
