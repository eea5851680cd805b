/** Manifests in files: read, planned, and shown with all errors as a compiler shows them. */
@NullMarked
package dev.muster.cli.manifest;

import org.jspecify.annotations.NullMarked;
