/** The adapter for servlet containers. */
@NullMarked
package io.healthmon.servlet;

import org.jspecify.annotations.NullMarked;
