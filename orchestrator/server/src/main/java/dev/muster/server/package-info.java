/**
 * The service: REST, the agents' endpoint, event streams, health, and the wiring of engine, store
 * and providers.
 */
@NullMarked
package dev.muster.server;

import org.jspecify.annotations.NullMarked;
