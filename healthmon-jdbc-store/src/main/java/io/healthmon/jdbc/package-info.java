/** The store in a JDBC database: H2 or PostgreSQL. */
@NullMarked
package io.healthmon.jdbc;

import org.jspecify.annotations.NullMarked;
