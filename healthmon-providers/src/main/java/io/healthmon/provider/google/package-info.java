/** Checks of Gmail and Google Calendar, and the tokens that they need. */
@NullMarked
package io.healthmon.provider.google;

import org.jspecify.annotations.NullMarked;
