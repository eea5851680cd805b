/**
 * The engine at work: its store, its providers, its effects, its clock tick; started and ended in
 * order.
 */
@NullMarked
package dev.muster.server.heart;

import org.jspecify.annotations.NullMarked;
