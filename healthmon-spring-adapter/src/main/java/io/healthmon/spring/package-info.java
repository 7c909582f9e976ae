/** The auto-configuration for Spring Boot. Empty so far. */
@NullMarked
package io.healthmon.spring;

import org.jspecify.annotations.NullMarked;
