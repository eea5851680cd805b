package dev.muster.api;

/**
 * What a server tells about itself.
 *
 * @param server how it announces itself
 * @param dataDirectory where it keeps everything, absolute
 * @param embedded whether it ends by itself when nobody needs it
 * @param unfinishedJobs jobs that have not ended
 * @param limits how much it takes at once
 */
public record ServerStatus(
    ServerInfo server,
    String dataDirectory,
    boolean embedded,
    int unfinishedJobs,
    LimitsView limits) {}
