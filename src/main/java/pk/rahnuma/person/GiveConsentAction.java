package pk.rahnuma.person;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.person.ConsentRepository.GivenConsent;

/// `people.consent`: records or withdraws the person's consent. A withdrawal deletes what is not submitted yet.
@Singleton
@Named("people.consent")
public final class GiveConsentAction implements Action.Mutation<GiveConsentAction.In, GiveConsentAction.Out> {

    public record In(boolean agreed) {}

    /// Result of the action.
    ///
    /// @param given whether the consent is valid now
    public record Out(boolean given) implements Action.DiscardsDrafts {

        /// Without consent, no draft may be kept.
        @Override
        public boolean discardsDrafts() {
            return !given;
        }
    }

    private final ConsentRepository consents;
    private final AuditLog audit;

    GiveConsentAction(ConsentRepository consents, AuditLog audit) {
        this.consents = consents;
        this.audit = audit;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Set<Long> holding = new HashSet<>(consents.findConsenting(
                requests.stream().map(Request::conversation).distinct().toList()));
        List<GivenConsent> given = new ArrayList<>();
        List<GivenConsent> withdrawn = new ArrayList<>();
        List<AuditEntry> entries = new ArrayList<>();
        for (Request<In> request : requests) {
            long person = request.conversation();
            boolean agreed = request.arguments().agreed();
            boolean changed = agreed ? holding.add(person) : holding.remove(person);
            if (changed) {
                Instant now = request.now();
                (agreed ? given : withdrawn)
                        .add(new GivenConsent(person, ConsentRepository.CURRENT_VERSION, now, agreed ? null : now));
                entries.add(new AuditEntry(
                        person,
                        "applicant",
                        agreed ? "consent.given" : "consent.withdrawn",
                        Long.toString(person),
                        ConsentRepository.CURRENT_VERSION,
                        now));
            }
        }
        if (!given.isEmpty()) {
            consents.insertConsents(given);
        }
        if (!withdrawn.isEmpty()) {
            consents.withdrawConsents(withdrawn);
        }
        audit.appendEntries(entries);
        return requests.stream()
                .map(request -> new Out(request.arguments().agreed()))
                .toList();
    }
}
