package io.healthmon.jdbc;

/** What a column of rows that are written in bulk holds. */
enum Kind {
    /** True or false. */
    FLAG("boolean", "bool"),
    /** A number that fits into 16 bits. */
    SMALL("smallint", "int2"),
    /** A number that fits into 32 bits. */
    NUMBER("integer", "int4"),
    /** A number that fits into 64 bits. */
    LONG("bigint", "int8"),
    /** A number with a fraction. */
    DOUBLE("double precision", "float8"),
    /** Bytes. */
    BYTES("binary varying", "bytea"),
    /** Text of any length. */
    TEXT("character varying", "text"),
    /** A moment, to the microsecond. */
    TIME("timestamp(6) with time zone", "timestamptz");

    final String standardName;
    final String postgreSqlName;

    Kind(String standardName, String postgreSqlName) {
        this.standardName = standardName;
        this.postgreSqlName = postgreSqlName;
    }
}
