/** Before ranks can start: working directory, Python environment, setup. */
@NullMarked
package dev.muster.agent.prepare;

import org.jspecify.annotations.NullMarked;
