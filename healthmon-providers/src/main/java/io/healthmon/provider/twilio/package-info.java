/** Checks of Twilio. */
@NullMarked
package io.healthmon.provider.twilio;

import org.jspecify.annotations.NullMarked;
