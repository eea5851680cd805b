package dev.muster.api;

import java.time.Instant;

/**
 * How a server announces itself, in {@code server.json} of its data directory.
 *
 * @param url where it answers
 * @param pid its process
 * @param started when it was ready
 * @param version which Muster it is
 */
public record ServerInfo(String url, long pid, Instant started, String version) {}
