package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.util.Optional;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.account.AccountControlService;

/// Tells which decisions require a second member of staff, and who may be that.
@Singleton
public final class SecondReviewService {

    private final FourEyesConfiguration fourEyes;
    private final AccountControlService accountControl;

    SecondReviewService(FourEyesConfiguration fourEyes, AccountControlService accountControl) {
        this.fourEyes = fourEyes;
        this.accountControl = accountControl;
    }

    /// True when a decision of this kind requires a second member of staff.
    public boolean isRequired(LineTransition act) {
        return fourEyes.decisions().contains(act);
    }

    /// Reason why a member of staff cannot confirm: they are the author, or both accounts could recently be used by one
    /// person.
    public Optional<RuleViolationException> findObstacle(
            Reference reference, ApplicationDecisionService.Proposal proposal, String staff) {
        if (proposal.isProposedBy(staff)) {
            return Optional.of(new RuleViolationException("own_proposal", proposal.arguments(reference)));
        }
        return accountControl
                .findCommonHolder(proposal.who(), staff, proposal.at())
                .map(holder -> new RuleViolationException("same_hands", "who", proposal.who(), "holder", holder));
    }
}
