package org.bertrim.engine.method;

/** What a run gives a method to work with. */
public interface MethodContext {}
