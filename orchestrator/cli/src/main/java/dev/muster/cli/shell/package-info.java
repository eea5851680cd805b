/** What shells complete: scripts for bash, zsh and fish, written from what the commands say. */
@NullMarked
package dev.muster.cli.shell;

import org.jspecify.annotations.NullMarked;
