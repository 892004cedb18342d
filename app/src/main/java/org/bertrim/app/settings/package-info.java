/** What the workbench remembers about itself, and the page where the user changes it and sees what this machine can do. */
@NullMarked
package org.bertrim.app.settings;

import org.jspecify.annotations.NullMarked;
