/** Examples that run on their own. */
@NullMarked
package io.healthmon.examples;

import org.jspecify.annotations.NullMarked;
