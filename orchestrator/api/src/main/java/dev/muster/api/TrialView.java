package dev.muster.api;

/**
 * What a submission would lead to, had it not been a dry run.
 *
 * @param project tenancy
 * @param name the job's name
 * @param plan how it would be cut
 * @param explanation whether it could run now
 */
public record TrialView(String project, String name, PlanView plan, ExplanationView explanation) {}
