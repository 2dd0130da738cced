package pk.rahnuma.guidance;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Problem;

/// The versions of all scripts, and how an operator lets go of one.
@Singleton
public class Versions implements ApplicationEventListener<ServerStartupEvent> {

    private static final int NAME = 100;

    private final Flows flows;
    private final Library library;

    Versions(Flows flows, Library library) {
        this.flows = flows;
        this.library = library;
    }

    /// A version stays as it is, for a reason that the operator can be told.
    public static final class NotRetired extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotRetired(String reason) {
            super(reason);
        }
    }

    /// A version that is served again is retired no more. Left to the server: a command may look at other scripts.
    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        flows.takeBack(library.current());
    }

    /// By script, the newest first.
    public List<Version> all() {
        return flows.all().stream().map(this::version).toList();
    }

    /// From the next start of a server on this version is not loaded there.
    ///
    /// @param flow its hash
    /// @param typed the operator's name
    /// @throws NotRetired when there is no such version, it is the current one, or it was retired before
    public Version retire(String flow, String typed, Instant now) {
        String who = typed.strip();
        if (who.isEmpty() || who.length() > NAME) {
            throw new NotRetired("who are you? expected a name of at most " + NAME + " characters");
        }
        Version version = find(flow);
        switch (version.state()) {
            case CURRENT ->
                throw new NotRetired(flow + " is the current version of " + version.script()
                        + ": expected one that another has followed");
            case RETIRED -> throw new NotRetired(flow + " was retired before, by " + version.note());
            case OLDER, LOST -> flows.retire(flow, who, now);
        }
        return find(flow);
    }

    /// Whether the script still exists, so that sessions can go on with its newest version.
    public boolean hasNewest(Version version) {
        return library.current(version.script()) != null;
    }

    private Version find(String flow) {
        return all().stream()
                .filter(version -> version.flow().equals(flow))
                .findFirst()
                .orElseThrow(() -> new NotRetired(
                        "there is no version " + flow + ": expected a hash that `scripts versions` lists"));
    }

    private Version version(Flows.Row row) {
        Version.State state = state(row);
        String note = switch (state) {
            case RETIRED -> row.by();
            case LOST ->
                library.lost().get(row.flow()).stream()
                        .map(Problem::what)
                        .distinct()
                        .collect(Collectors.joining("; "));
            case CURRENT, OLDER -> "";
        };
        return new Version(row.script(), row.flow(), row.loaded(), state, note, row.retired());
    }

    private Version.State state(Flows.Row row) {
        boolean current =
                library.current().stream().anyMatch(script -> script.flow().equals(row.flow()));
        if (current) {
            return Version.State.CURRENT;
        }
        if (row.retired() != null) {
            return Version.State.RETIRED;
        }
        return library.lost().containsKey(row.flow()) ? Version.State.LOST : Version.State.OLDER;
    }
}
