/** Alerts and the decision to tell people: values and pure functions. */
@NullMarked
package io.healthmon.alert;

import org.jspecify.annotations.NullMarked;
