/** Checks of other applications by what they say of their own health. */
@NullMarked
package io.healthmon.provider.remote;

import org.jspecify.annotations.NullMarked;
