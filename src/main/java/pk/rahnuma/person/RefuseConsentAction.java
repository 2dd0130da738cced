package pk.rahnuma.person;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.model.Action;

/// `people.refuse`: refuses consent. The person's messages are deleted at once, in the transaction of the refusal,
/// which only the audit log records.
@Singleton
@Named("people.refuse")
public final class RefuseConsentAction implements Action.Mutation<RefuseConsentAction.In, RefuseConsentAction.Out> {

    public record In() {}

    /// Result of the action.
    ///
    /// @param kept whether the chat stays, because an application, ticket or membership needs it
    public record Out(boolean kept) implements Action.DiscardsDrafts, Action.ForgetsMessages {

        @Override
        public boolean discardsDrafts() {
            return true;
        }

        @Override
        public boolean forgetsMessages() {
            return !kept;
        }
    }

    private final UnconsentedDataService data;
    private final AuditLog audit;

    RefuseConsentAction(UnconsentedDataService data, AuditLog audit) {
        this.data = data;
        this.audit = audit;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        List<Out> results = new ArrayList<>(requests.size());
        for (Request<In> request : requests) {
            long person = request.conversation();
            results.add(new Out(!data.deleteMessages(person, request.now())));
            audit.appendEntries(List.of(new AuditEntry(
                    person,
                    "applicant",
                    "consent.refused",
                    Long.toString(person),
                    ConsentRepository.CURRENT_VERSION,
                    request.now())));
        }
        return results;
    }
}
