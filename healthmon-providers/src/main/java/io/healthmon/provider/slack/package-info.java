/** Checks of Slack. */
@NullMarked
package io.healthmon.provider.slack;

import org.jspecify.annotations.NullMarked;
