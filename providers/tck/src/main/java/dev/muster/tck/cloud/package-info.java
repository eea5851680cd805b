/**
 * A cloud that exists only in memory and on virtual time: a capacity provider with weather, and a
 * ledger of everything that it ever created.
 */
@NullMarked
package dev.muster.tck.cloud;

import org.jspecify.annotations.NullMarked;
