/** The adapter for servlet containers. Empty so far. */
@NullMarked
package io.healthmon.servlet;

import org.jspecify.annotations.NullMarked;
