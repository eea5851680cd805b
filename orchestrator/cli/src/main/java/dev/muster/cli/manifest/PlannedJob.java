package dev.muster.cli.manifest;

import dev.muster.manifest.Positions;
import dev.muster.model.plan.Plan;
import dev.muster.model.spec.JobSpec;

/**
 * A job that can be submitted.
 *
 * @param text YAML that says this job and no other, with the overrides in it
 * @param positions where its fields stand
 */
public record PlannedJob(JobSpec spec, Plan plan, String text, Positions positions) {}
