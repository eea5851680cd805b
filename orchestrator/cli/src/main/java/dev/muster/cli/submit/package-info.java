/** From a manifest file to a job on a server: packs, uploads, submits. */
@NullMarked
package dev.muster.cli.submit;

import org.jspecify.annotations.NullMarked;
