/** Following a job to its end: asks the server, shows what it says, and obeys signals and keys. */
@NullMarked
package dev.muster.cli.follow;

import org.jspecify.annotations.NullMarked;
