/** Alerts on their way: deliveries that wait, and what became of them. */
@NullMarked
package io.healthmon.outbox;

import org.jspecify.annotations.NullMarked;
