/** How people are told of an alert: the channel that tells them, and what it is given. */
@NullMarked
package io.healthmon.channel;

import org.jspecify.annotations.NullMarked;
