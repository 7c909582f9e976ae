/** Why an integration has the status that it has. */
@NullMarked
package io.healthmon.explain;

import org.jspecify.annotations.NullMarked;
