/**
 * The wire records of version 1 of the interface for people and scripts, and its problem type.
 * Plain data: which library turns them into JSON is for each side to choose. A component that may
 * be absent is null, and written as null.
 */
@NullMarked
package dev.muster.api;

import org.jspecify.annotations.NullMarked;
