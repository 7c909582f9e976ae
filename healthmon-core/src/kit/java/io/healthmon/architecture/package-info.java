/** The rules of the house, written so that every module can run them on its own classes and sources. */
@NullMarked
package io.healthmon.architecture;

import org.jspecify.annotations.NullMarked;
