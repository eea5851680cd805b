/**
 * What passes the engine: logs, progress and heartbeats as they come in, and who is listening. All
 * of it is bounded, and a repeat changes nothing.
 */
@NullMarked
package dev.muster.server.live;

import org.jspecify.annotations.NullMarked;
