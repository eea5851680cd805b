package dev.muster.engine.world;

import dev.muster.model.JobId;

/**
 * An order that was given under an Idempotency-Key; given again, it changes nothing.
 *
 * @param key the caller's key
 * @param job the job it was about
 * @param verb what was ordered
 */
public record OrderKey(String key, JobId job, Verb verb) {}
