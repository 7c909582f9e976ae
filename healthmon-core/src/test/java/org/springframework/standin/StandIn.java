package org.springframework.standin;

/** Stands in for a library, so that a fixture can break the rule on it. */
public class StandIn {}
