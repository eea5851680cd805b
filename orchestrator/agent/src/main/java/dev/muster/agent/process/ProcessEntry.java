package dev.muster.agent.process;

/**
 * One process as the kernel lists it.
 *
 * @param pid its number
 * @param parent number of its parent
 * @param zombie whether it has ended and only waits to be collected
 * @param group its process group
 * @param session its session
 * @param startTicks when it started, in clock ticks since boot; tells a reused number apart
 */
record ProcessEntry(
    long pid, long parent, boolean zombie, long group, long session, long startTicks) {}
