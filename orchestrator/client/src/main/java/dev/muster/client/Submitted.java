package dev.muster.client;

import dev.muster.api.JobView;

/**
 * The answer to a submission.
 *
 * @param job the job
 * @param created false when an equal one of this name was alive already
 */
public record Submitted(JobView job, boolean created) {}
