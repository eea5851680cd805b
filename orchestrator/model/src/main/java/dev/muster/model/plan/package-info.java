/** How a model is cut over ranks: mesh, stages, microbatches. */
@NullMarked
package dev.muster.model.plan;

import org.jspecify.annotations.NullMarked;
