/**
 * From the YAML that a user writes to a validated, defaulted job specification. Every error is
 * reported at once, with the place in the file, the value found and what was expected.
 */
@NullMarked
package dev.muster.manifest;

import org.jspecify.annotations.NullMarked;
