/** The store in a JDBC database. Empty so far. */
@NullMarked
package io.healthmon.jdbc;

import org.jspecify.annotations.NullMarked;
