package dev.muster.local.gateway;

/**
 * One process, for good: a number alone may come to mean another process.
 *
 * @param pid its number
 * @param startTicks when it started, in clock ticks since boot ({@code /proc/PID/stat}, field 22)
 */
public record ProcessIdentity(long pid, long startTicks) {}
