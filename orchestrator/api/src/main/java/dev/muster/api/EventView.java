package dev.muster.api;

import java.time.Instant;
import java.util.Map;

/**
 * A recorded change in the history of a job.
 *
 * @param id sequence number over all jobs; what {@code Last-Event-ID} names
 * @param at when it happened
 * @param project the job's project
 * @param job the job's name
 * @param jobId the job's id
 * @param type stable dotted word
 * @param summary one sentence for people
 * @param detail the same for scripts
 */
public record EventView(
    long id,
    Instant at,
    String project,
    String job,
    String jobId,
    String type,
    String summary,
    Map<String, String> detail) {}
