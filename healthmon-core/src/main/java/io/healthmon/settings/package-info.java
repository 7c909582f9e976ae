/** Typed, checked reading of settings, wherever they come from: a JSON file, properties or code. */
@NullMarked
package io.healthmon.settings;

import org.jspecify.annotations.NullMarked;
