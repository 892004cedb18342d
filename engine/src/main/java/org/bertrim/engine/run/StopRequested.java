package org.bertrim.engine.run;

/** Leads out of a run that the user stopped; everything is saved when it is thrown. */
public final class StopRequested extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StopRequested() {
        super("the user stopped the run", null, false, false);
    }
}
