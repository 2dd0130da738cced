package pk.rahnuma.registration.decisions;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.records.Applications;

/// Lists the decisions that wait for a second member of staff. Holds nothing personal.
@Singleton
public final class SecondLookService {

    private final boolean used;
    private final ProposalRows rows;
    private final Applications applications;

    SecondLookService(FourEyes fourEyes, ProposalRows rows, Applications applications) {
        this.used = fourEyes.getFourEyes() != null && !fourEyes.getFourEyes().isEmpty();
        this.rows = rows;
        this.applications = applications;
    }

    /// An application and what is proposed for it.
    ///
    /// @param who proposed it
    public record Waiting(Application application, Move act, String who, Instant at) {}

    /// How many wait, and since when the newest does; null where none does. Another is the news of an open page.
    public record Backlog(long count, Instant newest) {}

    /// Whether the operator wants a second member of staff for any decision.
    public boolean isUsed() {
        return used;
    }

    /// The oldest proposal first.
    public List<Waiting> list(int skip, int limit) {
        List<ProposalRows.Line> lines = rows.waiting(skip, limit);
        if (lines.isEmpty()) {
            return List.of();
        }
        Map<Long, Application> found = applications.byId(
                lines.stream().map(ProposalRows.Line::application).toList());
        return lines.stream()
                .filter(line -> found.containsKey(line.application()))
                .map(line -> new Waiting(found.get(line.application()), line.act(), line.who(), line.at()))
                .toList();
    }

    public Backlog backlog() {
        return rows.backlog();
    }

    /// Which of these wait for a second look, by their ids.
    public Set<Long> findWaiting(Collection<Application> among) {
        if (among.isEmpty()) {
            return Set.of();
        }
        return rows.waiting(among.stream().map(Application::id).collect(Collectors.toSet()));
    }
}
