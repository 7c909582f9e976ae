/** Spring Boot: the dependency and a bean or three properties are enough for a monitor with its HTTP surface. */
@NullMarked
package io.healthmon.spring;

import org.jspecify.annotations.NullMarked;
