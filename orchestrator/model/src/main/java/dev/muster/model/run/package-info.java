/** How a job fares: states, attempts, causes and explanations. */
@NullMarked
package dev.muster.model.run;

import org.jspecify.annotations.NullMarked;
