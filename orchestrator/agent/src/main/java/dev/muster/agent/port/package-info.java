/** Ports of this node: one where the ranks meet, and those that the job asks for. */
@NullMarked
package dev.muster.agent.port;

import org.jspecify.annotations.NullMarked;
