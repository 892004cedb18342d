package org.bertrim.engine.figure;

/** The weights of the one sans family that figures are set in. */
public enum Weight {
    REGULAR("Inter-Regular", 400),
    SEMI_BOLD("Inter-SemiBold", 600);

    private final String postScriptName;
    private final int css;

    Weight(String postScriptName, int css) {
        this.postScriptName = postScriptName;
        this.css = css;
    }

    String postScriptName() {
        return postScriptName;
    }

    int css() {
        return css;
    }
}
