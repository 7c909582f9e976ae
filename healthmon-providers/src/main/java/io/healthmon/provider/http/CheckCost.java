package io.healthmon.provider.http;

/**
 * What it takes to check a service: calls to it, which may count for its limits or its bill, and a right.
 *
 * @param callsPerDay calls of one integration at the default interval while the service is healthy
 * @param right what the credential has to be allowed, in the words of the service
 * @since 0.1
 */
public record CheckCost(int callsPerDay, String right) {}
