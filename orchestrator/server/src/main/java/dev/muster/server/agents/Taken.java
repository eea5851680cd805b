package dev.muster.server.agents;

import io.micronaut.serde.annotation.Serdeable;

/** The answer to a piece of a log or of progress: everything up to this offset is here. */
@Serdeable
record Taken(long next) {}
