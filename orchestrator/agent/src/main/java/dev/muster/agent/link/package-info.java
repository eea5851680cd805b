/** The way to the server: reports, directives, logs, progress, artifacts; retries and the lease. */
@NullMarked
package dev.muster.agent.link;

import org.jspecify.annotations.NullMarked;
