/** The shipped program as a user has it: the launcher's processes, a data directory, REST. */
@NullMarked
package dev.muster.testkit.real;

import org.jspecify.annotations.NullMarked;
