/** The channel that sends alerts by mail. Needs Angus Mail, which an application adds itself. */
@NullMarked
package io.healthmon.provider.smtp;

import org.jspecify.annotations.NullMarked;
