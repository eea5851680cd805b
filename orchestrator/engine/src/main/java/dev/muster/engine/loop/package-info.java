/**
 * The engine at work: one thread steps and commits in batches; answers, directives and effects
 * leave after the commit.
 */
@NullMarked
package dev.muster.engine.loop;

import org.jspecify.annotations.NullMarked;
