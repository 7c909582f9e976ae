/** Checks of Resend. */
@NullMarked
package io.healthmon.provider.resend;

import org.jspecify.annotations.NullMarked;
