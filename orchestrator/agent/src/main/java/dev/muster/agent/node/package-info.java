/** The level-triggered loop of one node: compares what is wanted with what is, and acts. */
@NullMarked
package dev.muster.agent.node;

import org.jspecify.annotations.NullMarked;
