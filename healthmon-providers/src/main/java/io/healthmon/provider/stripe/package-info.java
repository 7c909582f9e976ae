/** Checks of Stripe. */
@NullMarked
package io.healthmon.provider.stripe;

import org.jspecify.annotations.NullMarked;
