/**
 * Figures: what was measured, as scenes of marks that no toolkit owns, and their painters to PDF, SVG and PNG, with CSV
 * and LaTeX beside them. The only package of the engine that may use {@code java.awt}.
 */
@NullMarked
package org.bertrim.engine.figure;

import org.jspecify.annotations.NullMarked;
