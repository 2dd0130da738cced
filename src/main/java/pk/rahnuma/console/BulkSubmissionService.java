package pk.rahnuma.console;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.shared.Reference;

/// Applies an operation to many cases, to each in a transaction of its own: a failure of one does not affect the
/// others.
@Singleton
public final class BulkSubmissionService {

    private final FormSubmissionService submissions;

    BulkSubmissionService(FormSubmissionService submissions) {
        this.submissions = submissions;
    }

    /// Applies it to all.
    ///
    /// @throws RuleViolationException when it failed for some; it names them, with the reason
    public void applyToEach(HttpRequest<?> request, Collection<Reference> numbers, Consumer<Reference> operation) {
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
