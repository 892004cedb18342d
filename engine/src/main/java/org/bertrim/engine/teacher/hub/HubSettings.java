package org.bertrim.engine.teacher.hub;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bertrim.engine.format.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * Which hub is asked, and as whom, by the environment variables that Hugging Face's own tools read: {@value #ENDPOINT},
 * {@value #TOKEN} (or {@value #OLD_TOKEN}, or the file {@code token} in the folder {@value #HOME}), {@value #OFFLINE}.
 */
public final class HubSettings {

    static final String ENDPOINT = "HF_ENDPOINT";
    static final String TOKEN = "HF_TOKEN";
    static final String OLD_TOKEN = "HUGGING_FACE_HUB_TOKEN";
    static final String HOME = "HF_HOME";
    static final String OFFLINE = "HF_HUB_OFFLINE";

    private static final String USUAL = "https://huggingface.co";
    private static final Set<String> YES = Set.of("1", "on", "yes", "true");

    private final URI endpoint;
    private final @Nullable String token;
    private final boolean offline;

    private HubSettings(URI endpoint, @Nullable String token, boolean offline) {
        this.endpoint = endpoint;
        this.token = token;
        this.offline = offline;
    }

    /**
     * What the environment of this process says.
     *
     * @throws InvalidInput if it names no usable address
     */
    public static HubSettings ofEnvironment() {
        return of(System.getenv());
    }

    /**
     * What an environment says.
     *
     * @throws InvalidInput if it names no usable address
     */
    public static HubSettings of(Map<String, String> environment) {
        return new HubSettings(
                endpoint(environment.getOrDefault(ENDPOINT, "").strip()),
                token(environment),
                YES.contains(environment.getOrDefault(OFFLINE, "").strip().toLowerCase(Locale.ROOT)));
    }

    private static URI endpoint(String text) {
        String address = text.isEmpty() ? USUAL : text.replaceAll("/+$", "");
        try {
            URI uri = new URI(address);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // refused below
        }
        throw new InvalidInput(
                "No model can be downloaded",
                "the environment variable " + ENDPOINT + " is " + address + ", which is not the address of a hub",
                "Set it to an address like " + USUAL + ", or take it away.");
    }

    private static @Nullable String token(Map<String, String> environment) {
        return Stream.of(TOKEN, OLD_TOKEN)
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .or(() -> loginToken(environment.getOrDefault(HOME, "")))
                .filter(text -> text.chars().allMatch(each -> each > ' ' && each < 127)) // what a header can hold
                .orElse(null);
    }

    /** What the hub's own command for logging in has left in its folder. */
    private static Optional<String> loginToken(String home) {
        if (home.isBlank()) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(Path.of(home).resolve("token")).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException | InvalidPathException e) {
            return Optional.empty(); // nobody has logged in there
        }
    }

    /** The hub's address, without a slash at its end. */
    public URI endpoint() {
        return endpoint;
    }

    /** Whether the network must not be used. */
    public boolean offline() {
        return offline;
    }

    /** Whether there is a token, even one that is not sent. */
    boolean hasToken() {
        return token != null;
    }

    /** Whether a token may go to the endpoint: only over an encrypted connection, or within this machine. */
    boolean confidential() {
        return "https".equalsIgnoreCase(endpoint.getScheme()) || isThisMachine(endpoint.getHost());
    }

    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]");
    }

    /** The token to send along with a request to this address; nothing for any place but the hub itself. */
    Optional<String> tokenFor(URI address) {
        return token != null && sameOrigin(endpoint, address) && confidential() ? Optional.of(token) : Optional.empty();
    }

    static boolean sameOrigin(URI a, URI b) {
        return a.getScheme().equalsIgnoreCase(b.getScheme())
                && a.getHost().equalsIgnoreCase(b.getHost())
                && port(a) == port(b);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    @Override
    public String toString() {
        return endpoint + (offline ? ", offline" : "") + (token == null ? "" : ", with a token"); // never the token itself
    }
}
