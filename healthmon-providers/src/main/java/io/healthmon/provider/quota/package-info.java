/** How much of an allowance is left, as services tell it in headers of their answers. */
@NullMarked
package io.healthmon.provider.quota;

import org.jspecify.annotations.NullMarked;
