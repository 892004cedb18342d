package org.bertrim.app.shell;

import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Place;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.design.DesignPlace;
import org.bertrim.app.live.LivePlace;
import org.bertrim.app.runs.RunsPlace;
import org.bertrim.app.settings.Settings;
import org.bertrim.app.settings.SettingsActions;
import org.bertrim.app.settings.SettingsPlace;
import org.bertrim.app.store.RunCenter;

/** Makes the places, each when it is first opened. */
final class Places {

    private Places() {}

    static Place make(
            PlaceId id, AppContext context, RunCenter runs, Settings settings, SettingsActions actions) {
        return switch (id) {
            case RUNS -> new RunsPlace(context, runs);
            case DESIGN -> new DesignPlace(context);
            case LIVE -> new LivePlace(context);
            case EXPLORE, STUDIO -> new ComingPlace(id, PlaceId.LIVE, context.texts(), context.navigator());
            case COMPARE -> new ComingPlace(id, PlaceId.RUNS, context.texts(), context.navigator());
            case SETTINGS -> new SettingsPlace(context, settings, actions);
        };
    }
}
