package pk.rahnuma.console.ticket;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import pk.rahnuma.console.FormSubmissionService;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.shared.Reference;

/// Applies an operation to many tickets, to each in a transaction of its own: a failure of one does not affect the
/// others.
@Singleton
final class BulkTicketOperation {

    private final FormSubmissionService submissions;

    BulkTicketOperation(FormSubmissionService submissions) {
        this.submissions = submissions;
    }

    /// Applies it to all.
    ///
    /// @throws RuleViolationException when it failed for some; it names them, with the reason
    void applyToEach(HttpRequest<?> request, Collection<Reference> numbers, Consumer<Reference> operation) {
        List<StaffRemark> undone = new ArrayList<>();
        for (Reference number : numbers) {
            try {
                submissions.submitPartOnce(request, number.symbols(), () -> operation.accept(number));
            } catch (RuleViolationException e) {
                undone.add(StaffRemark.ofKey("refusal.undone_one", "number", number, "why", e.remark()));
            }
        }
        if (!undone.isEmpty()) {
            throw new RuleViolationException(
                    "undone", "done", numbers.size() - undone.size(), "count", undone.size(), "why", undone);
        }
    }
}
