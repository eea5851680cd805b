/**
 * The agent of one node: says hello, starts a process for each local rank, watches exits, progress
 * and logs, and reports them to the server in heartbeats.
 */
@NullMarked
package dev.muster.agent;

import org.jspecify.annotations.NullMarked;
