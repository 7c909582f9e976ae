/** The channel that posts alerts as JSON to an address, signed after the Standard Webhooks specification. */
@NullMarked
package io.healthmon.provider.webhook;

import org.jspecify.annotations.NullMarked;
