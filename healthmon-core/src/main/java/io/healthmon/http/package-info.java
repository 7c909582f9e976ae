/** The HTTP surface, free of any framework: a request value in, a response value out. */
@NullMarked
package io.healthmon.http;

import org.jspecify.annotations.NullMarked;
