package dev.muster.api;

/**
 * How much a server takes at once.
 *
 * @param messageBytes size of a manifest, or of any request but an artifact
 * @param manifestsPerRequest manifests in one request
 * @param artifactBytes size of a packed working directory
 * @param itemsPerPage items on one page of any list
 * @param pointsPerSeries points of one metric in one answer
 * @param requestsPerSecond requests of one client, over some time
 * @param connections open connections
 * @param followers open streams of events and logs
 */
public record LimitsView(
    int messageBytes,
    int manifestsPerRequest,
    long artifactBytes,
    int itemsPerPage,
    int pointsPerSeries,
    int requestsPerSecond,
    int connections,
    int followers) {}
