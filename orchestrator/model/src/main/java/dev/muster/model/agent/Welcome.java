package dev.muster.model.agent;

/**
 * The server's answer to a report.
 *
 * @param directive what is wanted now
 * @param heartbeatMillis how often to report at least
 * @param leaseSeconds how long to go on without reaching a server
 * @param token a fresh token to use from now on
 */
public record Welcome(Directive directive, long heartbeatMillis, long leaseSeconds, String token) {}
