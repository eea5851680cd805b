/**
 * The shipped program as a user has it: the launcher's processes, a data directory, REST. Nothing
 * is replaced; what is started here is ended here, by process id.
 */
@NullMarked
package dev.muster.testkit.real;

import org.jspecify.annotations.NullMarked;
