/** Values that must never be shown, and the redactor that keeps them out of every text. */
@NullMarked
package io.healthmon.secret;

import org.jspecify.annotations.NullMarked;
