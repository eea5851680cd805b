/** How the {@code muster} command ends: its exit codes, and failures that say what to do next. */
@NullMarked
package dev.muster.cli.exit;

import org.jspecify.annotations.NullMarked;
