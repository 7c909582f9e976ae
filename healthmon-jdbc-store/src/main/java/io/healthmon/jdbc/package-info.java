/** The store in a JDBC database: H2, PostgreSQL or MariaDB. */
@NullMarked
package io.healthmon.jdbc;

import org.jspecify.annotations.NullMarked;
