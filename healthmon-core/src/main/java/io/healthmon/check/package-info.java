/** The vocabulary: what a check is, what it says, and what an integration is. */
@NullMarked
package io.healthmon.check;

import org.jspecify.annotations.NullMarked;
