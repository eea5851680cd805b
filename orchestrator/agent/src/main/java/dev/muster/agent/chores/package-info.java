/**
 * Chores about checkpoints, done beside the ranks on a thread of their own: telling what lies in a
 * folder, removing one.
 */
@NullMarked
package dev.muster.agent.chores;

import org.jspecify.annotations.NullMarked;
