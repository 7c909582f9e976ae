/** Contracts as tests: whoever implements an interface of healthmon extends the class for it and runs it. */
@NullMarked
package io.healthmon.testkit;

import org.jspecify.annotations.NullMarked;
