@NullMarked
package dev.muster.server.signin;

import org.jspecify.annotations.NullMarked;
