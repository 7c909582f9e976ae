/** What listeners are told. */
@NullMarked
package io.healthmon.event;

import org.jspecify.annotations.NullMarked;
