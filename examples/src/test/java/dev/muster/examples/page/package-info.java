/**
 * The page in a real browser: before a real job, and before everything that a job may look like.
 */
@NullMarked
package dev.muster.examples.page;

import org.jspecify.annotations.NullMarked;
