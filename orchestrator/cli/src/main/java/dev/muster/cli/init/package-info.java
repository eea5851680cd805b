/**
 * A first manifest: what a folder's script says about itself, and what is written from that. An
 * empty folder gets a script too, which needs no package.
 */
@NullMarked
package dev.muster.cli.init;

import org.jspecify.annotations.NullMarked;
