/**
 * Processes in sessions of their own: starting them, seeing them, signalling all that came of them.
 */
@NullMarked
package dev.muster.agent.process;

import org.jspecify.annotations.NullMarked;
