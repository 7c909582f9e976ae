/** JSON in and out as plain values; the only place that knows the JSON library. */
@NullMarked
package io.healthmon.json;

import org.jspecify.annotations.NullMarked;
