package pk.rahnuma.console.page;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.Supplier;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.ticket.record.StaffSubmissionRepository;

/// Does once what a form asks for, however often it comes: a page names each form that was filled in by a key.
///
/// Used where a second try after a lost connection would do more than the first, or read as a refusal of what was
/// done: for tickets, decisions and new members. The other forms need none. They set something to a value (roles,
/// skills, a banner, a day off, a reply at hand, the fate of a letter), so that twice is as once, or make a code or
/// link whose newest alone is good. A second try that is refused there, since the name is taken or the letter gone, is
/// explained by the list beside the form.
@Singleton
public final class FormSubmissionService {

    private static final String SUBMISSION_KEY = "Idempotency-Key";

    private final StaffSubmissionRepository submissions;

    FormSubmissionService(StaffSubmissionRepository submissions) {
        this.submissions = submissions;
    }

    /// Does the work in one transaction with the key of the form; without a key it is always done.
    ///
    /// @param work returns at most 200 characters that are kept in plain text: no secret
    /// @return what the work returned when it was done, perhaps by an earlier request
    public String submitOnce(HttpRequest<?> request, Instant now, Supplier<String> work) {
        return submit(request, request.getHeaders().get(SUBMISSION_KEY), now, work);
    }

    /// The same for each part of a form whose parts are done by themselves.
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
