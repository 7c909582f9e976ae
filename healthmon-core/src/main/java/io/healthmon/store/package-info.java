/** What is kept: the store SPI and the store that keeps it in memory. */
@NullMarked
package io.healthmon.store;

import org.jspecify.annotations.NullMarked;
