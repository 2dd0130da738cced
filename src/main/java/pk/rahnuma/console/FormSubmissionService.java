package pk.rahnuma.console;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import pk.rahnuma.requestlog.LoggedRequest;
import pk.rahnuma.requestlog.RequestLogService;

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

    private final RequestLogService log;

    FormSubmissionService(RequestLogService log) {
        this.log = log;
    }

    /// Executes the work in one transaction with the key of the form; without a key it is always executed. Work that
    /// fails does not use up its key.
    ///
    /// @return result of the work, possibly of an earlier request
    public String submitOnce(HttpRequest<?> request, Supplier<String> work) {
        return executeSubmission(request, "", work);
    }

    /// Executes one part of a form whose parts are independent.
    ///
    /// @param part names it within the form
    public void submitPartOnce(HttpRequest<?> request, String part, Runnable work) {
        executeSubmission(request, "." + part, () -> {
            work.run();
            return part;
        });
    }

    private String executeSubmission(HttpRequest<?> request, String suffix, Supplier<String> work) {
        String key = request.getHeaders().get(SUBMISSION_KEY);
        if (key == null || key.isBlank()) {
            return work.get();
        }
        long staff = ConsoleUser.requireUser(request).id();
        return log.executeOnce(LoggedRequest.ofStaff(staff, key + suffix), () -> {}, () -> Optional.of(work.get()))
                .orElseThrow();
    }
}
