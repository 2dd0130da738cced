package pk.rahnuma.script;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptProblem;

/// Lists the versions of all scripts, and retires them.
@Singleton
public class ScriptVersionService implements ApplicationEventListener<ServerStartupEvent> {

    private static final int MAX_NAME_LENGTH = 100;

    private final ScriptFlowRepository flows;
    private final ScriptLibrary library;

    ScriptVersionService(ScriptFlowRepository flows, ScriptLibrary library) {
        this.flows = flows;
        this.library = library;
    }

    /// A version cannot be retired; the message for the operator says why.
    public static final class NotRetiredException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotRetiredException(String reason) {
            super(reason);
        }
    }

    /// A version that is served again is no longer retired. Only the server does this: a command may use other scripts.
    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        List<String> current =
                library.currentScripts().stream().map(Script::flow).toList();
        if (!current.isEmpty()) {
            flows.reinstateFlows(current);
        }
    }

    /// Versions by script, the newest first.
    public List<ScriptVersion> findAll() {
        return flows.findAll().stream().map(this::toVersion).toList();
    }

    /// Retires a version: from the next start, a server does not load it.
    ///
    /// @param flow its hash
    /// @param typed the operator's name
    /// @throws NotRetiredException when there is no such version, it is the current one, or it was retired before
    public ScriptVersion retireVersion(String flow, String typed, Instant now) {
        String staffName = typed.strip();
        if (staffName.isEmpty() || staffName.length() > MAX_NAME_LENGTH) {
            throw new NotRetiredException("who are you? expected a name of at most " + MAX_NAME_LENGTH + " characters");
        }
        ScriptVersion version = findVersion(flow);
        switch (version.state()) {
            case CURRENT ->
                throw new NotRetiredException(flow + " is the current version of " + version.script()
                        + ": expected one that another has followed");
            case RETIRED -> throw new NotRetiredException(flow + " was retired before, by " + version.note());
            case OLDER, LOST -> flows.retireFlow(flow, staffName, now);
        }
        return findVersion(flow);
    }

    /// True when the script still exists, so that sessions can continue with its newest version.
    public boolean hasCurrentVersion(ScriptVersion version) {
        return library.findCurrent(version.script()) != null;
    }

    private ScriptVersion findVersion(String flow) {
        return findAll().stream()
                .filter(version -> version.flow().equals(flow))
                .findFirst()
                .orElseThrow(() -> new NotRetiredException(
                        "there is no version " + flow + ": expected a hash that `scripts versions` lists"));
    }

    private ScriptVersion toVersion(ScriptFlowRepository.FlowRow row) {
        ScriptVersion.State state = findState(row);
        String note = switch (state) {
            case RETIRED -> row.retiredBy();
            case LOST ->
                library.unusableVersions().get(row.flow()).stream()
                        .map(ScriptProblem::what)
                        .distinct()
                        .collect(Collectors.joining("; "));
            case CURRENT, OLDER -> "";
        };
        return new ScriptVersion(row.script(), row.flow(), row.loadedAt(), state, note, row.retiredAt());
    }

    private ScriptVersion.State findState(ScriptFlowRepository.FlowRow row) {
        boolean current = library.currentScripts().stream()
                .anyMatch(script -> script.flow().equals(row.flow()));
        if (current) {
            return ScriptVersion.State.CURRENT;
        }
        if (row.retiredAt() != null) {
            return ScriptVersion.State.RETIRED;
        }
        return library.unusableVersions().containsKey(row.flow())
                ? ScriptVersion.State.LOST
                : ScriptVersion.State.OLDER;
    }
}
