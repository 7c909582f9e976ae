/** What an application's own calls to a service show of it. */
@NullMarked
package io.healthmon.check.passive;

import org.jspecify.annotations.NullMarked;
