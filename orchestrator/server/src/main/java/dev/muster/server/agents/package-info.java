/** The agents' endpoint: hello, heartbeat, directives, logs, progress, artifacts. */
@NullMarked
package dev.muster.server.agents;

import org.jspecify.annotations.NullMarked;
