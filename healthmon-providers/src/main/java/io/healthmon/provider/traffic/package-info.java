/** Takes what the application's own HTTP calls show as evidence. */
@NullMarked
package io.healthmon.provider.traffic;

import org.jspecify.annotations.NullMarked;
