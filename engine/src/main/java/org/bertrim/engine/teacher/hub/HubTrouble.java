package org.bertrim.engine.teacher.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;

/** Puts into words what keeps a model from being downloaded. */
final class HubTrouble {

    private static final String KEPT = "What has come so far is kept; start the download again later.";

    private final HubName model;
    private final HubSettings settings;

    HubTrouble(HubName model, HubSettings settings) {
        this.model = model;
        this.settings = settings;
    }

    /** The sentence that every failure begins with. */
    String what() {
        return "The model " + model + " could not be downloaded";
    }

    private String page() {
        return settings.endpoint() + "/" + model;
    }

    /** The answer to a request that is not going to get better by itself. */
    EngineException status(int status, String file) {
        return switch (status) {
            case 401 -> unauthorized();
            case 403 -> new InvalidInput(
                    what(),
                    settings.hasToken()
                            ? "the account of your access token may not read it"
                            : "the hub does not give it to everybody",
                    "Accept its terms on " + page() + (settings.hasToken()
                            ? ", with the account that the token belongs to, and see that the token may read it."
                            : ", then set " + HubSettings.TOKEN + " to an access token of your account."));
            case 404, 410 -> file.isEmpty()
                    ? new InvalidInput(
                            what(),
                            "the hub " + settings.endpoint() + " has no such model",
                            "Check the name: OWNER/NAME, as in the address of its page.")
                    : new EngineException(
                            what(),
                            "the hub lists its file " + file + " but does not have it",
                            "Start the download again; the model may have been changed just now.");
            default -> new EngineException(
                    what(),
                    "the hub " + settings.endpoint() + " answers with status " + status
                            + (file.isEmpty() ? "" : " to the request for " + file),
                    "Check the address in " + HubSettings.ENDPOINT + " if it is set, and the model's page " + page() + ".");
        };
    }

    private EngineException unauthorized() {
        if (settings.hasToken() && !settings.confidential()) {
            return new InvalidInput(
                    what(),
                    "the hub asks for an access token, and yours is not sent over a connection that everybody can read",
                    "Set " + HubSettings.ENDPOINT + " to an address that begins with https.");
        }
        if (settings.hasToken()) {
            return new InvalidInput(
                    what(),
                    "the hub does not accept your access token",
                    "Set " + HubSettings.TOKEN + " to a token that is valid and may read this model.");
        }
        return new InvalidInput(
                what(),
                "the hub wants to know who asks: the model is private or has terms to accept, or there is none of this name",
                "Check the name. If it is right, set " + HubSettings.TOKEN
                        + " to an access token of your account, and accept the model's terms on " + page() + ".");
    }

    /** After the last attempt. */
    EngineException failed(IOException last) {
        if (last instanceof Busy) {
            return new EngineException(
                    what(), "the hub " + settings.endpoint() + " is busy: " + last.getMessage() + ", again and again", KEPT);
        }
        if (unreachable(last)) {
            return new EngineException(
                    what(),
                    "the hub " + settings.endpoint() + " cannot be reached",
                    "Check the network, and " + HubSettings.ENDPOINT
                            + " if it is set. A model that lies on this machine already opens with folder:PATH.",
                    last);
        }
        String reason = last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
        return new EngineException(what(), "the connection breaks again and again: " + reason, KEPT, last);
    }

    /** Whether not even a connection came about. */
    static boolean unreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof HttpConnectTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** The hub asks for more patience than a download has. */
    EngineException tooBusy(Duration wish) {
        return new EngineException(
                what(),
                "the hub " + settings.endpoint() + " is busy and asks to be left alone for " + wish.toSeconds() + " seconds",
                KEPT);
    }

    /** Its answers contradict each other or the rules. */
    EngineException wrong(String why) {
        return new EngineException(
                what(),
                why,
                "Nothing of it is used. Start the download again; if that does not help, check "
                        + HubSettings.ENDPOINT + " and what stands between you and the hub.");
    }

    EngineException offline() {
        return new InvalidInput(
                "The model " + model + " is not on this machine",
                HubSettings.OFFLINE + " forbids to download it",
                "Take " + HubSettings.OFFLINE + " away and run: bertrim teachers --get " + model.source());
    }

    EngineException inUse() {
        return new EngineException(
                what(),
                "another download of it is going on",
                "Wait for that one; both would write the same files.");
    }
}
