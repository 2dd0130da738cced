package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.record.ApplicationRepository;

/// Lists the decisions that wait for a second member of staff. Holds nothing personal.
@Singleton
public final class PendingProposalService {

    private final boolean used;
    private final DecisionProposalRepository rows;
    private final ApplicationRepository applications;

    PendingProposalService(
            FourEyesConfiguration fourEyes, DecisionProposalRepository rows, ApplicationRepository applications) {
        this.used = fourEyes.getFourEyes() != null && !fourEyes.getFourEyes().isEmpty();
        this.rows = rows;
        this.applications = applications;
    }

    /// An application and what is proposed for it.
    ///
    /// @param who proposed it
    public record WaitingProposal(Application application, ApplicationTransition act, String who, Instant at) {}

    /// How many wait, and since when the newest does; null where none does. Another is the news of an open page.
    public record Backlog(long count, Instant newest) {}

    /// Whether the operator wants a second member of staff for any decision.
    public boolean isEnabled() {
        return used;
    }

    /// The oldest proposal first.
    public List<WaitingProposal> listWaiting(int skip, int limit) {
        List<DecisionProposalRepository.ProposalRow> lines = rows.findWaiting(skip, limit);
        if (lines.isEmpty()) {
            return List.of();
        }
        Map<Long, Application> found = applications.findByIds(lines.stream()
                .map(DecisionProposalRepository.ProposalRow::application)
                .toList());
        return lines.stream()
                .filter(line -> found.containsKey(line.application()))
                .map(line -> new WaitingProposal(found.get(line.application()), line.act(), line.who(), line.at()))
                .toList();
    }

    public Backlog countBacklog() {
        return rows.countBacklog();
    }

    /// Which of these wait for a second look, by their ids.
    public Set<Long> findWaiting(Collection<Application> among) {
        if (among.isEmpty()) {
            return Set.of();
        }
        return rows.findWaitingAmong(among.stream().map(Application::id).collect(Collectors.toSet()));
    }
}
