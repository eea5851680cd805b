/** What the owner of a job asked for: a valid manifest in types, with every default filled in. */
@NullMarked
package dev.muster.model.spec;

import org.jspecify.annotations.NullMarked;
