/**
 * Tables of the fields that manifests may have, each obeyed or refused by name, and the walk that
 * holds a tree against such a table.
 */
@NullMarked
package dev.muster.manifest.field;

import org.jspecify.annotations.NullMarked;
