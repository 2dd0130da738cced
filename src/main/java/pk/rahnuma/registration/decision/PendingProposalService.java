package pk.rahnuma.registration.decision;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.record.ApplicationRepository;

/// Lists the decisions that wait for a second member of staff. Contains no personal data.
@Singleton
public final class PendingProposalService {

    private final FourEyesConfiguration fourEyes;
    private final DecisionProposalRepository rows;
    private final ApplicationRepository applications;

    PendingProposalService(
            FourEyesConfiguration fourEyes, DecisionProposalRepository rows, ApplicationRepository applications) {
        this.fourEyes = fourEyes;
        this.rows = rows;
        this.applications = applications;
    }

    /// An application and its proposal.
    ///
    /// @param who name of the author
    public record WaitingProposal(Application application, LineTransition act, String who, Instant at) {}

    /// Number of waiting proposals, and the time of the newest; null when there is none. Open pages compare it to
    /// notice news.
    @Introspected
    public record Backlog(long count, @Nullable Instant newest) {}

    /// True when any decision requires a second member of staff.
    public boolean isEnabled() {
        return fourEyes.isUsed();
    }

    /// Decisions that require a second member of staff, in the order of the life cycle.
    public List<LineTransition> listProtectedDecisions() {
        return fourEyes.decisions().stream().sorted().toList();
    }

    /// Waiting proposals, the oldest first.
    public List<WaitingProposal> listWaiting(int skip, int limit) {
        List<DecisionProposalRepository.ProposalRow> lines = rows.findWaiting(skip, limit);
        if (lines.isEmpty()) {
            return List.of();
        }
        Map<Long, Application> found = applications.findByIds(lines.stream()
                .map(DecisionProposalRepository.ProposalRow::applicationId)
                .toList());
        return lines.stream()
                .filter(line -> found.containsKey(line.applicationId()))
                .map(line ->
                        new WaitingProposal(found.get(line.applicationId()), line.act(), line.who(), line.createdAt()))
                .toList();
    }

    public Backlog countBacklog() {
        return rows.countBacklog();
    }

    /// Applications among these with a decision that waits, by their ids: true when it takes effect within seconds,
    /// false when it waits for a second member.
    public Map<Long, Boolean> findWaiting(Collection<Application> among) {
        if (among.isEmpty()) {
            return Map.of();
        }
        return rows.findWaitingAmong(among.stream().map(Application::id).collect(Collectors.toSet())).stream()
                .collect(Collectors.toMap(
                        DecisionProposalRepository.PendingDecision::applicationId, row -> row.dueAt() != null));
    }
}
