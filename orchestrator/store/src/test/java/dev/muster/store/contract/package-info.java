/** What every store owes the engine and its readers, whatever database is behind it. */
@NullMarked
package dev.muster.store.contract;

import org.jspecify.annotations.NullMarked;
