package dev.muster.spi;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What the server lends a provider.
 *
 * @param clock the only source of time
 * @param dataDirectory the installation's data directory
 * @param agentHome folder with the agent's {@code runtime} and {@code lib}, for providers that
 *     start agents by themselves
 */
public record ProviderContext(InstantSource clock, Path dataDirectory, Path agentHome) {}
