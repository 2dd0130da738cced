package pk.rahnuma.console.page;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.Supplier;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.ticket.record.StaffSubmissionService;

/// Executes a form once, however often it is sent: a page gives each rendered form a key.
///
/// Used where a second try after a lost connection would do more than the first, or would be reported as an error:
/// tickets, decisions and new members. The other forms need no key. They set a value (roles, skills, a banner, a
/// holiday, a canned reply, the fate of a failed message), so that twice is the same as once, or create a code or link
/// of which only the newest is valid. When such a second try is rejected, since the name is taken or the failed message
/// is gone, the list beside the form explains it.
@Singleton
public final class FormSubmissionService {

    private static final String SUBMISSION_KEY = "Idempotency-Key";

    private final StaffSubmissionService submissions;

    FormSubmissionService(StaffSubmissionService submissions) {
        this.submissions = submissions;
    }

    /// Executes the work in one transaction with the key of the form; without a key it is always executed.
    ///
    /// @param work returns at most 200 characters that are stored in plain text, without secrets
    /// @return result of the work, possibly of an earlier request
    public String submitOnce(HttpRequest<?> request, Instant now, Supplier<String> work) {
        return submit(request, request.getHeaders().get(SUBMISSION_KEY), now, work);
    }

    /// Executes one part of a form whose parts are independent.
    ///
    /// @param part names it within the form, in few characters
    public void submitPartOnce(HttpRequest<?> request, String part, Instant now, Runnable work) {
        String key = request.getHeaders().get(SUBMISSION_KEY);
        submit(request, key == null || key.isBlank() ? null : key + "." + part, now, () -> {
            work.run();
            return part;
        });
    }

    private String submit(HttpRequest<?> request, String key, Instant now, Supplier<String> work) {
        return submissions.submitOnce(ConsoleUser.requireUser(request).id(), key, now, work);
    }
}
