package dev.muster.api;

/**
 * Where a job's files lie on the server's machine, absolute.
 *
 * @param logs folder with a folder per attempt and a file per rank
 * @param checkpoints folder that the ranks write checkpoints to
 * @param workdir folder below which the nodes unpack the working directory
 */
public record FilesView(String logs, String checkpoints, String workdir) {}
