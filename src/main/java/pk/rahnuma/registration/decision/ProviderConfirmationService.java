package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.ProviderConfirmation;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LineProviderService;
import pk.rahnuma.shared.Reference;

/// Records that a provider has confirmed all lines of an application that wait for it. Staff do so for several
/// applications after another; each is a decision of its own, as [ApplicationDecisionService] makes them.
@Singleton
public final class ProviderConfirmationService {

    private final ApplicationRepository applications;
    private final LineProviderService providers;
    private final ApplicationDecisionService decisions;

    ProviderConfirmationService(
            ApplicationRepository applications, LineProviderService providers, ApplicationDecisionService decisions) {
        this.applications = applications;
        this.providers = providers;
        this.decisions = decisions;
    }

    /// Confirms the lines of a provider, or proposes it, as [ApplicationDecisionService#scheduleDecision] does.
    ///
    /// @param provider code of the form, or a name
    /// @throws RuleViolationException also when no line of the application waits for this provider
    public Optional<ApplicationDecisionService.Proposal> confirmLines(
            Reference reference,
            String provider,
            ProviderConfirmation confirmation,
            String staff,
            Duration pause,
            Instant now) {
        Application application = applications
                .findApplication(reference)
                .orElseThrow(() -> new RuleViolationException("application_missing", "reference", reference));
        Set<Integer> waiting = providers.findWaiting(application, provider);
        if (waiting.isEmpty()) {
            throw new RuleViolationException("line_none", "reference", reference, "act", LineTransition.CONFIRM);
        }
        return decisions.scheduleDecision(
                reference,
                new ApplicationDecision(LineTransition.CONFIRM)
                        .aboutLines(waiting)
                        .withConfirmation(confirmation),
                application.events(),
                staff,
                pause,
                now);
    }
}
