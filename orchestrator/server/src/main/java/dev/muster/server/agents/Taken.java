package dev.muster.server.agents;

/** The answer to a piece of a log or of progress: everything up to this offset is here. */
public record Taken(long next) {}
