/** A Spring Boot application with a health monitor. */
@NullMarked
package io.healthmon.examples.spring;

import org.jspecify.annotations.NullMarked;
