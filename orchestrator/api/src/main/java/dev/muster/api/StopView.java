package dev.muster.api;

/**
 * The answer to an order to stop the server: it ends at once, agents and their ranks do not.
 *
 * @param unfinishedJobs jobs whose agents are left behind, for the next server to take over
 * @param summary the same in a sentence
 */
public record StopView(int unfinishedJobs, String summary) {}
