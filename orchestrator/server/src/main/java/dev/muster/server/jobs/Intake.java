package dev.muster.server.jobs;

import dev.muster.engine.world.Submission;
import dev.muster.model.JobId;
import java.util.List;

/**
 * A request on its way to the engine.
 *
 * @param submissions what comes along with each manifest
 * @param digest of all of them
 * @param ids the ids that its jobs get if they are new
 */
record Intake(
    Request request,
    Envelope envelope,
    List<Submission> submissions,
    String digest,
    List<JobId> ids) {}
