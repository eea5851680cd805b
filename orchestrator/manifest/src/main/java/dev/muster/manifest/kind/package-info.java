/**
 * The kinds of manifest: the training job, and what an installation is described by. Of the others
 * than the job this version checks every field, and then refuses the whole by its kind.
 */
@NullMarked
package dev.muster.manifest.kind;

import org.jspecify.annotations.NullMarked;
